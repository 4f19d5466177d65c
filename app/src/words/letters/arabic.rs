use newsroom::letters::Schedule;

use super::{LetterWords, days_and_time};

pub(crate) static WORDS: LetterWords = LetterWords {
    choose: "نشراتك",
    choose_one: "اختر نشرة واحدة على الأقل من فضلك.",
    refused_domain: "لا نرسل نشرات إلى عناوين هذا المزوّد. استخدم عنوانًا آخر من فضلك.",
    too_often: "تكرر هذا الطلب كثيرًا من شبكتك. حاول مرة أخرى بعد عشر دقائق.",

    confirm: [
        "أكّد عنوانك",
        "بضغطة واحدة تبدأ نشراتك بالوصول. إن لم تطلبها فاترك هذه الصفحة، ولن نرسل شيئًا.",
    ],
    confirm_button: "نعم، أرسلوا إليّ النشرات",
    confirmed: [
        "شكرًا لك، تأكّد عنوانك",
        "ستصلك نشراتك من الآن. وفي كل منها رابط لتغييرها أو إيقافها.",
    ],
    confirmed_before: [
        "عنوانك مؤكّد من قبل",
        "لم يبقَ ما عليك فعله. ويمكنك تغيير نشراتك أو إيقافها متى شئت.",
    ],
    to_preferences: "غيّر نشراتك",

    link_unknown: [
        "هذا الرابط غير كامل",
        "فيه شيء ليس كما كتبناه. افتحه من الرسالة نفسها، أو انسخه كاملًا.",
    ],
    link_expired: [
        "هذا الرابط قديم",
        "يصلح رابط تأكيد العنوان ثلاثة أيام. اشترك مرة أخرى لنرسل إليك رابطًا جديدًا.",
    ],
    link_gone: [
        "لم يعد عنوانك عندنا",
        "كان هذا الرابط في نشرة وصلت إليه. إن أردت النشرات فاشترك مرة أخرى.",
    ],

    preferences: "نشراتك",
    // The address runs from left to right, whatever stands around it (Unicode isolates).
    letters_go_to: |address| format!("هذه نشرات العنوان \u{2068}{address}\u{2069}."),
    stopped: "لا نشرات إلى هذا العنوان الآن: إما أنه غير مؤكّد، أو رُدّت بعض الرسائل، أو بُلّغ عن إحداها بوصفها مزعجة. \
        اختر نشرات واحفظ لتصلك من جديد.",
    saved: "حُفظ ذلك.",
    frequency: "عدد المرات",
    frequencies: ["كل الأعداد", "عدد واحد في الأسبوع من كل نشرة على الأكثر"],
    pause: "توقّف مؤقت",
    pauses: ["بلا توقّف", "أسبوعًا", "أربعة أسابيع", "إلى أن أنهيه"],
    paused_until: |day| format!("حتى {day} كما هو"),
    save: "احفظ",
    about_you: "ما نحتفظ به عنك",
    export: "احصل على كل شيء في ملف",
    erase: "امحُ كل شيء",
    erase_sure: [
        "هل نمحو كل شيء؟",
        "سيُنسى عنوانك وما وافقت عليه والنشرات التي وصلتك، ولن تصلك نشرات بعدها. لا يمكن التراجع عن ذلك.",
    ],
    erase_button: "امحُ كل شيء",
    erased: [
        "مُحي كل شيء",
        "لن تصلك نشرات بعد الآن. لا يبقى إلا رقم محسوب من عنوانك كي لا تعيده قائمة قديمة: لا يمكن قراءة العنوان منه، ويُحذف \
        إذا اشتركت مرة أخرى.",
    ],

    unsubscribe: |letter| format!("هل نوقف «{letter}»؟"),
    unsubscribe_text: "بضغطة واحدة لا تصلك بعدها.",
    unsubscribe_button: "أوقفوها",
    unsubscribed: |letter| format!("لن تصلك «{letter}» بعد الآن"),
    unsubscribed_text: "لا حاجة إلى شيء آخر. قد يصلك عدد كان في طريقه إليك.",
    unsubscribe_all: "أوقفوا كل النشرات",
    unsubscribed_from_all: [
        "لن تصلك نشرات بعد الآن",
        "لا حاجة إلى شيء آخر. قد يصلك عدد كان في طريقه إليك.",
    ],

    letters: "النشرات البريدية",
    letters_promise: "ما نرسله بالبريد الإلكتروني، وما أرسلناه.",
    no_letters: "لا توجد نشرات بعد.",
    no_issues: "لم يصدر العدد الأول بعد.",
    older_issues: "أعداد أقدم",
    past_issues: "كل الأعداد",
    subscribe: "احصل على النشرات بالبريد",
    issue: |letter, number| format!("{letter}، العدد {number}"),
    issue_without_stories: "لم تعد أخبار هذا العدد على الموقع.",
    schedule: |schedule| match schedule {
        Schedule::Breaking => "عند وقوع خبر عاجل".to_owned(),
        Schedule::ByHand => "من حين إلى آخر".to_owned(),
        Schedule::Weekly { days, at } => {
            let (days, at) = days_and_time(days, *at);
            match days.as_slice() {
                [0, 1, 2, 3, 4, 5, 6] => format!("كل يوم الساعة {at}"),
                days => {
                    let days: Vec<&str> = days.iter().map(|day| DAYS[*day]).collect();
                    format!("{} الساعة {at}", days.join(" و"))
                }
            }
        }
    },
};

const DAYS: [&str; 7] = [
    "الاثنين",
    "الثلاثاء",
    "الأربعاء",
    "الخميس",
    "الجمعة",
    "السبت",
    "الأحد",
];
