//! Numbers stand in European digits, as most Arabic news sites write them.

use domain::{AddressProblem, ArticleKind, CoverageState};
use newsroom::calendar::{ARABIC, time_of_day};

use super::Words;

pub(super) static WORDS: Words = Words {
    skip_to_story: "انتقل إلى المحتوى",
    beside: "المزيد من الصحيفة",
    sections: "الأقسام",
    latest: "آخر الأخبار",
    live_new: "جديد",
    live_count: "أخبار جديدة",
    minutes_ago: "0 الآن|1 قبل دقيقة|2 قبل دقيقتين|3 قبل # دقائق|11 قبل # دقيقة",
    live_states: ["مباشر", "في انتظار الاتصال", "المتابعة المباشرة متوقفة"],
    degrees: ["درجة مئوية", "درجة فهرنهايت"],
    weather_from: "الطقس: Open-Meteo وMET Norway، رخصة CC BY 4.0",
    breaking: "عاجل",
    close: "إغلاق",
    notice: "تنبيه",
    dont_miss: "لا يفوتك",
    most_read: "الأكثر قراءة",
    front_page: "الصفحة الأولى",
    todays_front_page: "الصفحة الأولى اليوم",
    nothing_yet: "لم يُنشر شيء هنا بعد.",
    nothing_older: "لا شيء أقدم من ذلك.",

    by: "بقلم ",
    and: " و",
    comma: "، ",
    published: "نُشر",
    updated: "حُدّث",
    changes: "ما الذي تغيّر",
    changes_since: "منذ نسخة",
    changes_none: "لم تتغيّر كلمة واحدة منذ ذلك الحين.",
    changes_nothing_earlier: "لا توجد نسخة سابقة يمكن قراءتها.",
    changes_unchanged: |paragraphs| match paragraphs {
        1 => "فقرة واحدة كما كانت".to_owned(),
        2 => "فقرتان كما كانتا".to_owned(),
        3..=10 => format!("{paragraphs} فقرات كما كانت"),
        _ => format!("{paragraphs} فقرة كما كانت"),
    },
    changes_read_on: "اقرأ الخبر كما هو الآن",
    story_updated: ["حُدّث هذا الخبر", "اعرض ما تغيّر"],
    front_changed: ["تغيّرت الصفحة الأولى", "اعرضها"],
    section_changed: ["تغيّرت هذه الصفحة", "اعرضها"],
    minutes_to_read: |minutes| match minutes {
        1 => "قراءة في دقيقة واحدة".to_owned(),
        2 => "قراءة في دقيقتين".to_owned(),
        3..=10 => format!("قراءة في {minutes} دقائق"),
        _ => format!("قراءة في {minutes} دقيقة"),
    },
    topics: "الموضوعات",
    more_in: "المزيد في",
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
    contents: "في هذا المقال",
    corrections: "تصويبات",
    related: "أخبار ذات صلة",
    next_in: |section| format!("التالي في {section}:"),

    coverage_state: |state| match state {
        CoverageState::Open => "مباشر",
        CoverageState::Paused => "متوقفة مؤقتًا",
        CoverageState::Closed => "لحظة بلحظة",
    },
    story_so_far: "ما جرى حتى الآن",
    updates: "التحديثات",
    key_events: "أبرز الأحداث",
    key_event: "حدث بارز",
    pinned: "مثبّت",
    no_updates: "لم يصل أول تحديث بعد.",
    newer_updates: "تحديثات أحدث",
    older_updates: "تحديثات أقدم",
    check_for_updates: "هل من جديد؟",
    updates_since: |updates| match updates {
        0 => "لا جديد حتى الآن.".to_owned(),
        1 => "تحديث جديد واحد".to_owned(),
        2 => "تحديثان جديدان".to_owned(),
        3..=10 => format!("{updates} تحديثات جديدة"),
        _ => format!("{updates} تحديثًا جديدًا"),
    },
    live_updates: "تحديثات جديدة",
    update_link: "رابط هذا التحديث",
    update_removed: "سُحب هذا التحديث.",

    topic: "موضوع",
    author: "كاتب",
    older: "أخبار أقدم",
    list_description: |list, paper| format!("{list}: أحدث ما نشرته {paper}."),
    front_description: |paper, place| match place {
        Some(place) => format!("{paper}: أخبار {place} والعالم."),
        None => format!("{paper}: الأخبار."),
    },

    about: "من نحن",
    privacy: "الخصوصية",
    accessibility: "سهولة الوصول",

    share: "مشاركة",
    copied: "نُسخ الرابط",
    save: "احفظ لوقت لاحق",
    save_said: [
        "حُفظ على هذا الجهاز",
        "لم يعد محفوظًا",
        "لا يمكن حفظ المزيد. أزل خبرًا أولًا.",
        "تعذّر الحفظ. ربما لا يوجد اتصال أو لا توجد مساحة.",
    ],
    notify_breaking: "أبلغوني بالأخبار العاجلة",
    notify_topic: |topic| format!("أبلغوني بأخبار {topic}"),
    notify_refused: "متصفحك لا يسمح لهذا الموقع بإرسال الإشعارات. يمكنك السماح بها في إعدادات المتصفح لهذا الموقع.",
    notify_failed: "لم ينجح ذلك. يرجى المحاولة لاحقًا.",
    display: "العرض",
    display_names: ["الألوان", "النص", "الصور", "الأخبار الجديدة"],
    display_choices: [
        ["كما في هذا الجهاز", "فاتحة", "داكنة"],
        ["عادي", "كبير", "أكبر"],
        ["كلها", "أقل، لتوفير البيانات", ""],
        ["فور وصولها", "عددها أولًا", "من دون متابعة مباشرة"],
    ],

    archive: "الأرشيف",
    archive_of: |day| format!("الأرشيف: {day}"),
    archive_day: "يوم آخر",
    archive_open: "افتح",
    nothing_that_day: "لم يُنشر شيء في ذلك اليوم.",
    corrections_promise: "ما أخطأنا فيه، والأحدث أولًا. وكل خبر صُوّب يذكر ذلك بنفسه.",
    corrections_none: "لم نحتج إلى تصويب شيء حتى الآن.",

    search: "بحث",
    searched_for: |typed| format!("بحث: {typed}"),
    search_words: "كلمات أو أسماء أو «اقتباس»",
    search_section: "القسم",
    search_all_sections: "كل الأقسام",
    search_from: "من يوم",
    search_to: "إلى يوم",
    search_wordless: "اكتب كلمة للبحث عنها من فضلك.",
    search_too_long: "هذا أطول من أن يُبحث عنه. اكتفِ ببضع كلمات.",
    search_no_such_day: "يُكتب اليوم هكذا: 2023-02-05",
    search_days_reversed: "اليوم الأول يأتي بعد اليوم الأخير.",
    search_found: |stories| match stories {
        0 => "لم نجد شيئًا. كلمات أقل تجد أكثر.".to_owned(),
        1 => "خبر واحد".to_owned(),
        2 => "خبران".to_owned(),
        3..=10 => format!("{stories} أخبار"),
        _ => format!("{stories} خبرًا"),
    },
    search_first: |stories| format!("أنسب {stories} خبرًا. كلمة أخرى أو يوم محدد يضيّق البحث."),

    stay_in_touch: "ابقَ على اتصال",
    promise: "لتصلك آخر الأخبار والعروض والإعلانات الخاصة.",
    email_address: "البريد الإلكتروني",
    leave_empty: "اترك هذا الحقل فارغًا",
    keep_me_posted: "أبقوني على اطلاع",
    no_answer: "لم تصل رسالتك. حاول مرة أخرى بعد دقيقة.",
    thanks: "شكرًا لك. إن كان البريد يصل إلى هذا العنوان فرابط تأكيده في الطريق إليه، ولن نرسل غيره قبل أن تفتحه. إن لم يصل \
        خلال دقائق فابحث عنه في البريد المزعج أو اشترك مرة أخرى.",
    not_kept: "لم نتمكن من تسجيل عنوانك الآن. حاول مرة أخرى بعد دقيقة.",
    not_passed_on: "لا نعطي عنوانك لأحد.",
    address_problem: |problem| match problem {
        AddressProblem::Missing => "اكتب بريدك الإلكتروني من فضلك.",
        AddressProblem::NoAt => "في البريد الإلكتروني علامة @، مثل name@example.org.",
        AddressProblem::TooLong => "هذا البريد الإلكتروني أطول مما يمكن.",
        AddressProblem::BeforeAt => "الجزء الذي قبل @ ناقص أو فيه حرف لا يصح أن يكون هناك.",
        AddressProblem::AfterAt => "الجزء الذي بعد @ لا يشبه مزوّد بريد، مثل example.org.",
    },
    letters: &super::letters::ARABIC,

    saved_stories: "الأخبار المحفوظة",
    // The numbers stand after what they count, so that none of the six plurals is needed.
    offline_text: |saved, opened, pictures| {
        format!(
            "تبقى الأخبار التي تحفظها على هذا الجهاز مع صورها (الحد الأقصى: {saved})، وكذلك آخر الصفحات التي فتحتها \
            (الحد الأقصى: {opened}) مع صورها (الحد الأقصى: {pictures}). يمكن قراءتها كلها من دون اتصال، وعند وجود \
            اتصال تظهر أحدث نسخة. ولا يعلم أحد غيرك ما هو محفوظ."
        )
    },
    offline: "لا يوجد اتصال",
    kept_none: "لا شيء محفوظ على هذا الجهاز بعد. يتطلب ذلك JavaScript ومتصفحًا يمكنه حفظ الصفحات.",
    saved_for_later: "محفوظ لوقت لاحق",
    saved_on: "حُفظ في",
    opened_last: "فُتح مؤخرًا",
    kept_remove: "إزالة",
    kept_forget: "انسَ كل شيء",
    kept_forget_sure: "سيُنسى كل ما هو محفوظ على هذا الجهاز، والأخبار المحفوظة أيضًا. هل تريد المتابعة؟",

    error: |code| format!("خطأ {code}"),
    not_found: "لم نجد هذه الصفحة",
    not_found_text: "ربما نُقلت، أو سقط حرف من عنوانها. الأخبار التي بجانبها كلها في مكانها.",
    withdrawn: "سُحب هذا الخبر",
    time_over: "كان هذا الخبر متاحًا لمدة محدودة وقد انتهت.",
    moved: "نُقلت هذه الصفحة",
    moved_text: |path| format!("عنوانها الآن {path}"),
    tampered: "هذا العنوان لا يؤدي إلى شيء",
    tampered_text: "فيه شيء ليس كما كتبناه. احذف ما بعد علامة الاستفهام لتبدأ القائمة من جديد.",
    broken: "حدث عطل عندنا",
    broken_text: "حاول مرة أخرى بعد دقيقة.",
    stand_in: |time| format!("هذه الصفحة من {time}. لا يمكن إعداد صفحة أحدث منها الآن."),

    dates_in: "ar-u-nu-latn",
    date: |date| format!("{} {} {}", date.day(), ARABIC.month(date), date.year()),
    day: |day| {
        format!(
            "{}، {} {} {}",
            ARABIC.weekday(day.date()),
            day.day(),
            ARABIC.month(day.date()),
            day.year()
        )
    },
    date_and_time: |time| {
        format!(
            "{} {} {}، {}",
            time.day(),
            ARABIC.month(time.date()),
            time.year(),
            time_of_day(time)
        )
    },
    short_day: |day| format!("{} {}", day.day(), ARABIC.month(day.date())),
    short_day_and_year: |day| format!("{} {} {}", day.day(), ARABIC.month(day.date()), day.year()),
};
