use domain::{AddressProblem, ArticleKind, CoverageState};
use newsroom::calendar::{SPANISH, time_of_day};

use super::Words;

pub(super) static WORDS: Words = Words {
    skip_to_story: "Ir al contenido",
    beside: "Más del periódico",
    sections: "Secciones",
    latest: "Últimas noticias",
    live_new: "Nuevo",
    live_count: "Noticias nuevas",
    minutes_ago: "0 ahora|1 hace #\u{a0}min",
    live_states: ["En directo", "Esperando la conexión", "Directo desactivado"],
    degrees: ["grados Celsius", "grados Fahrenheit"],
    weather_from: "Tiempo: Open-Meteo y MET Norway, CC BY 4.0",
    breaking: "Última hora",
    close: "Cerrar",
    notice: "Aviso",
    dont_miss: "No se lo pierda",
    most_read: "Lo más leído",
    front_page: "Portada",
    todays_front_page: "La portada de hoy",
    nothing_yet: "Aquí todavía no se ha publicado nada.",
    nothing_older: "No hay nada anterior.",

    by: "Por ",
    and: " y ",
    comma: ", ",
    published: "Publicado",
    updated: "Actualizado",
    changes: "Qué ha cambiado",
    changes_since: "Desde la versión del",
    changes_none: "No ha cambiado ni una palabra desde entonces.",
    changes_nothing_earlier: "No se puede leer ninguna versión anterior.",
    changes_unchanged: |paragraphs| match paragraphs {
        1 => "1 párrafo sin cambios".to_owned(),
        _ => format!("{paragraphs} párrafos sin cambios"),
    },
    changes_read_on: "Leer la noticia tal como está",
    story_updated: ["Esta noticia se actualizó", "Ver qué ha cambiado"],
    front_changed: ["La portada ha cambiado", "Verla"],
    section_changed: ["Esta página ha cambiado", "Verla"],
    minutes_to_read: |minutes| format!("{minutes} min de lectura"),
    topics: "Temas",
    more_in: "Más en",
    kind: |kind| match kind {
        ArticleKind::News => None,
        ArticleKind::Opinion => Some("Opinión"),
        ArticleKind::Analysis => Some("Análisis"),
        ArticleKind::Review => Some("Crítica"),
        ArticleKind::Gallery => Some("En imágenes"),
        ArticleKind::Explainer => Some("Claves"),
        ArticleKind::Obituary => Some("Obituario"),
        ArticleKind::Coverage => Some("Cobertura"),
    },
    contents: "En esta noticia",
    corrections: "Correcciones",
    related: "Noticias relacionadas",
    next_in: |section| format!("Siguiente en {section}:"),

    coverage_state: |state| match state {
        CoverageState::Open => "En directo",
        CoverageState::Paused => "En pausa",
        CoverageState::Closed => "Minuto a minuto",
    },
    story_so_far: "Hasta ahora",
    updates: "Actualizaciones",
    key_events: "Momentos clave",
    key_event: "Momento clave",
    pinned: "Fijado",
    no_updates: "La primera actualización está por llegar.",
    newer_updates: "Actualizaciones posteriores",
    older_updates: "Actualizaciones anteriores",
    check_for_updates: "Buscar actualizaciones",
    updates_since: |updates| match updates {
        0 => "Nada nuevo por ahora.".to_owned(),
        1 => "1 actualización nueva".to_owned(),
        _ => format!("{updates} actualizaciones nuevas"),
    },
    live_updates: "Actualizaciones nuevas",
    update_link: "Enlace a esta actualización",
    update_removed: "Esa actualización se ha retirado.",

    topic: "Tema",
    author: "Autor",
    older: "Noticias anteriores",
    list_description: |list, paper| format!("{list}: lo último de {paper}."),
    front_description: |paper, place| match place {
        Some(place) => format!("{paper}: las noticias de {place} y del mundo."),
        None => format!("{paper}: las noticias."),
    },

    about: "Quiénes somos",
    privacy: "Privacidad",
    accessibility: "Accesibilidad",

    share: "Compartir",
    copied: "Enlace copiado",
    save: "Guardar",
    save_said: [
        "Guardada en este dispositivo",
        "Ya no está guardada",
        "No se pueden guardar más. Quite antes alguna.",
        "No se ha podido guardar. Puede que no haya conexión o no quede espacio.",
    ],
    notify_breaking: "Avíseme de las noticias de última hora",
    notify_topic: |topic| format!("Avíseme de las noticias sobre {topic}"),
    notify_refused: "Su navegador no permite que este sitio le avise. Puede permitirlo en los ajustes del navegador para este sitio.",
    notify_failed: "No ha funcionado. Inténtelo de nuevo más tarde.",
    display: "Presentación",
    display_names: ["Colores", "Texto", "Imágenes", "Noticias nuevas"],
    display_choices: [
        ["Como en este dispositivo", "Claros", "Oscuros"],
        ["Normal", "Grande", "Más grande"],
        ["Todas", "Menos, para ahorrar datos", ""],
        ["Según llegan", "Primero cuántas hay", "Sin directo"],
    ],

    archive: "Hemeroteca",
    archive_of: |day| format!("Hemeroteca: {day}"),
    archive_day: "Otro día",
    archive_open: "Abrir",
    nothing_that_day: "Ese día no se publicó nada.",
    corrections_promise: "Lo que publicamos mal, empezando por lo último. Cada noticia corregida lo dice también.",
    corrections_none: "Hasta ahora no ha hecho falta corregir nada.",

    search: "Buscar",
    searched_for: |typed| format!("Buscar: {typed}"),
    search_words: "Palabras, nombres o una «cita»",
    search_section: "Sección",
    search_all_sections: "Todas las secciones",
    search_from: "Desde el día",
    search_to: "Hasta el día",
    search_wordless: "Escriba una palabra que buscar.",
    search_too_long: "Es demasiado largo. Busque con unas pocas palabras.",
    search_no_such_day: "Un día se escribe así: 2023-02-05.",
    search_days_reversed: "El primer día es posterior al último.",
    search_found: |stories| match stories {
        0 => "No hemos encontrado nada. Con menos palabras se encuentra más.".to_owned(),
        1 => "1 noticia".to_owned(),
        _ => format!("{stories} noticias"),
    },
    search_first: |stories| {
        format!(
            "Las {stories} noticias que mejor encajan. Otra palabra o un día acotan la búsqueda."
        )
    },

    stay_in_touch: "Manténgase al día",
    promise: "Reciba las últimas noticias, ofertas y anuncios especiales.",
    email_address: "Correo electrónico",
    leave_empty: "Deje este campo vacío",
    keep_me_posted: "Avísenme",
    no_answer: "No hemos recibido su mensaje. Inténtelo de nuevo dentro de un minuto.",
    thanks: "Gracias. Si esa dirección puede recibir correo, un enlace para confirmarla va de camino. No enviaremos nada más \
        antes de que lo abra. Si no llega en unos minutos, búsquelo entre el correo no deseado o suscríbase otra vez.",
    not_kept: "No hemos podido anotarla. Inténtelo de nuevo dentro de un minuto.",
    not_passed_on: "No cedemos su dirección a nadie.",
    address_problem: |problem| match problem {
        AddressProblem::Missing => "Escriba su correo electrónico.",
        AddressProblem::NoAt => "Un correo electrónico lleva una @, como nombre@example.org.",
        AddressProblem::TooLong => "Ese correo electrónico es demasiado largo.",
        AddressProblem::BeforeAt => {
            "Lo que hay antes de la @ falta o tiene un carácter que no puede estar ahí."
        }
        AddressProblem::AfterAt => {
            "Lo que hay después de la @ no parece un proveedor de correo, como example.org."
        }
    },
    letters: &super::letters::SPANISH,

    saved_stories: "Noticias guardadas",
    offline_text: |saved, opened, pictures| {
        format!(
            "Las noticias que guarda quedan en este dispositivo con sus imágenes, {saved} como mucho. También las \
            últimas {opened} páginas que ha abierto, con hasta {pictures} de sus imágenes. Todas se pueden leer sin \
            conexión; cuando la hay, se muestra la versión más reciente. Nadie más sabe qué se guarda."
        )
    },
    offline: "No hay conexión",
    kept_none: "Todavía no hay nada guardado en este dispositivo. Hacen falta JavaScript y un navegador que pueda guardar páginas.",
    saved_for_later: "Guardadas para más tarde",
    saved_on: "Guardada el",
    opened_last: "Abiertas hace poco",
    kept_remove: "Quitar",
    kept_forget: "Olvidarlo todo",
    kept_forget_sure: "Se olvidará todo lo guardado en este dispositivo, también las noticias guardadas. ¿Continuar?",

    error: |code| format!("Error {code}"),
    not_found: "No hemos encontrado esa página",
    not_found_text: "Puede que se haya movido o que a la dirección le falte una letra. \
        Las noticias de al lado están todas en su sitio.",
    withdrawn: "Esta noticia se ha retirado",
    time_over: "Esta noticia podía leerse durante un tiempo limitado, que ya ha terminado.",
    moved: "Esta página se ha movido",
    moved_text: |path| format!("Ahora está en {path}."),
    tampered: "Esa dirección no lleva a ninguna parte",
    tampered_text: "Algo en ella no es como lo escribimos. Sin lo que sigue al signo de interrogación, la lista empieza de nuevo.",
    broken: "Algo ha fallado en nuestro lado",
    broken_text: "Inténtelo de nuevo dentro de un minuto.",
    stand_in: |time| {
        format!("Esta página es de {time}. Por ahora no se puede hacer otra más nueva.")
    },

    dates_in: "es",
    date: |date| {
        format!(
            "{} de {} de {}",
            date.day(),
            SPANISH.month(date),
            date.year()
        )
    },
    day: |day| {
        format!(
            "{}, {} de {} de {}",
            SPANISH.weekday(day.date()),
            day.day(),
            SPANISH.month(day.date()),
            day.year()
        )
    },
    date_and_time: |time| {
        format!(
            "{} de {} de {}, {}",
            time.day(),
            SPANISH.month(time.date()),
            time.year(),
            time_of_day(time)
        )
    },
    short_day: |day| format!("{} {}", day.day(), SPANISH.short_month(day.date())),
    short_day_and_year: |day| {
        format!(
            "{} {} {}",
            day.day(),
            SPANISH.short_month(day.date()),
            day.year()
        )
    },
};
