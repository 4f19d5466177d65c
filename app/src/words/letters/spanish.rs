use newsroom::letters::Schedule;

use super::{LetterWords, days_and_time};

pub(crate) static WORDS: LetterWords = LetterWords {
    choose: "Sus boletines",
    choose_one: "Elija al menos un boletín.",
    refused_domain: "No enviamos boletines a direcciones de ese proveedor. Use otra dirección.",
    too_often: "Se ha pedido demasiadas veces desde su red. Inténtelo de nuevo dentro de diez minutos.",

    confirm: [
        "Confirme su dirección",
        "Pulse una vez y empezará a recibir sus boletines. Si no los ha pedido, deje esta página: no se enviará nada.",
    ],
    confirm_button: "Sí, envíenme los boletines",
    confirmed: [
        "Gracias, su dirección está confirmada",
        "Desde ahora recibirá sus boletines. Cada uno lleva un enlace para cambiarlos o dejar de recibirlos.",
    ],
    confirmed_before: [
        "Su dirección ya estaba confirmada",
        "No tiene que hacer nada más. Puede cambiar sus boletines o dejar de recibirlos cuando quiera.",
    ],
    to_preferences: "Cambiar sus boletines",

    link_unknown: [
        "Ese enlace no está completo",
        "Hay algo en él que no es como lo escribimos. Ábralo desde el propio correo o cópielo entero.",
    ],
    link_expired: [
        "Ese enlace ha caducado",
        "El enlace para confirmar una dirección sirve durante tres días. Suscríbase otra vez y le enviaremos uno nuevo.",
    ],
    link_gone: [
        "Ya no tenemos su dirección",
        "Ese enlace estaba en un boletín que recibió en ella. Si quiere recibir boletines, suscríbase otra vez.",
    ],

    preferences: "Sus boletines",
    letters_go_to: |address| format!("Estos son los boletines para {address}."),
    stopped: "Ahora mismo no se envían boletines a esta dirección: no está confirmada, algunos fueron devueltos o uno se \
        marcó como correo no deseado. Elija boletines y guarde para volver a recibirlos.",
    saved: "Guardado.",
    frequency: "Con qué frecuencia",
    frequencies: [
        "Todos los números",
        "Como mucho uno por semana de cada boletín",
    ],
    pause: "Pausa",
    pauses: [
        "Sin pausa",
        "Una semana",
        "Cuatro semanas",
        "Hasta que yo la termine",
    ],
    paused_until: |day| format!("Hasta el {day}, como está"),
    save: "Guardar",
    about_you: "Qué guardamos sobre usted",
    export: "Obtener todo en un archivo",
    erase: "Borrar todo",
    erase_sure: [
        "¿Borrar todo?",
        "Olvidaremos su dirección, lo que aceptó y qué boletines recibió, y no le llegará ninguno más. No se puede \
        deshacer.",
    ],
    erase_button: "Borrar todo",
    erased: [
        "Todo está borrado",
        "No le llegarán más boletines. Solo queda un número calculado a partir de su dirección, para que ninguna lista antigua \
        la traiga de vuelta: de él no se puede leer la dirección, y desaparece si se suscribe otra vez.",
    ],

    unsubscribe: |letter| format!("¿Dejar de recibir «{letter}»?"),
    unsubscribe_text: "Pulse una vez y no le llegará más.",
    unsubscribe_button: "Dejar de recibirlo",
    unsubscribed: |letter| format!("Ya no recibirá «{letter}»"),
    unsubscribed_text: "No tiene que hacer nada más. Puede que aún llegue uno que ya está en camino.",
    unsubscribe_all: "Dejar todos los boletines",
    unsubscribed_from_all: [
        "Ya no recibirá boletines",
        "No tiene que hacer nada más. Puede que aún llegue uno que ya está en camino.",
    ],

    letters: "Boletines",
    letters_promise: "Lo que enviamos por correo y lo que hemos enviado.",
    no_letters: "Todavía no hay boletines.",
    no_issues: "El primer número está por llegar.",
    older_issues: "Números anteriores",
    past_issues: "Todos los números",
    subscribe: "Recibir boletines por correo",
    issue: |letter, number| format!("{letter}, n.º {number}"),
    issue_without_stories: "Las noticias de este número ya no están en el sitio.",
    schedule: |schedule| match schedule {
        Schedule::Breaking => "Cuando hay una noticia de última hora".to_owned(),
        Schedule::ByHand => "De vez en cuando".to_owned(),
        Schedule::Weekly { days, at } => {
            let (days, at) = days_and_time(days, *at);
            match days.as_slice() {
                [0, 1, 2, 3, 4, 5, 6] => format!("Todos los días a las {at}"),
                [0, 1, 2, 3, 4] => format!("De lunes a viernes a las {at}"),
                days => {
                    let days: Vec<&str> = days.iter().map(|day| DAYS[*day]).collect();
                    format!("Los {} a las {at}", days.join(", "))
                }
            }
        }
    },
};

const DAYS: [&str; 7] = [
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábados",
    "domingos",
];
