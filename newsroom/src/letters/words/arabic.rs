use domain::ArticleKind;

use super::{Confirmation, Invitation, Words};
use crate::calendar::{ARABIC, time_of_day};

pub(super) static WORDS: Words = Words {
    read_online: "اقرأها في المتصفح",
    breaking: "عاجل",
    newest: "آخر الأخبار",
    picks: "اختيارات المحررين",
    most_read: "الأكثر قراءة",
    live: "مباشر",
    kind: |kind| match kind {
        ArticleKind::News => None,
        ArticleKind::Opinion => Some("رأي"),
        ArticleKind::Analysis => Some("تحليل"),
        ArticleKind::Review => Some("مراجعة"),
        ArticleKind::Gallery => Some("بالصور"),
        ArticleKind::Explainer => Some("شرح"),
        ArticleKind::Obituary => Some("وفيات"),
        ArticleKind::Coverage => Some("تغطية"),
    },
    more_at: |paper| format!("المزيد من الأخبار في {paper}"),
    because: |letter, paper| format!("تصلك «{letter}» لأنك طلبتها من {paper}."),
    preferences: "غيّر ما يصلك",
    unsubscribe: "إلغاء الاشتراك",
    day: |time| {
        format!(
            "{}، {} {} {}",
            ARABIC.weekday(time.date()),
            time.day(),
            ARABIC.month(time.date()),
            time.year()
        )
    },
    day_and_time: |time| {
        format!(
            "{} {}، {}",
            time.day(),
            ARABIC.month(time.date()),
            time_of_day(time)
        )
    },
    confirmation: Confirmation {
        subject: "يرجى التأكيد: رسائل {paper}",
        asked: "طلب شخص ما، نأمل أنه أنت، رسائل {paper} على هذا العنوان.",
        press: "لتصلك الرسائل افتح هذه الصفحة واضغط الزر فيها:",
        button: "نعم، أريد الرسائل",
        not_you: "إن لم تكن أنت من طلب ذلك فلا تفعل شيئًا: لن يُرسل شيء من دون تأكيدك.",
        lasts: "يمكن استخدام الرابط مدة ثلاثة أيام.",
    },
    invitation: Invitation {
        subject: "رابطك إلى مكتب تحرير {paper}",
        hello: "مرحبًا {name}،",
        made: "أنشأ لك أحد القائمين على {paper} رابطًا تدخل به إلى مكتب التحرير وتختار كلمة سر.",
        press: "يُستخدم الرابط مرة واحدة. احتفظ به لنفسك:",
        button: "الدخول",
        not_you: "إن لم تكن تعمل لدى {paper} فلا تفعل شيئًا.",
        lasts: "يمكن استخدام الرابط مدة ثلاثة أيام.",
    },
    own_letters: [
        ["رسالة الصباح", "ما جرى منذ الأمس، كل صباح."],
        ["الأسبوع", "اختيارات المحررين والأكثر قراءة، كل سبت."],
        ["أخبار عاجلة", "رسالة قصيرة حين يحدث ما لا ينتظر."],
    ],
};
