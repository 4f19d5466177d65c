use domain::ArticleKind;

use super::{Confirmation, Invitation, Words};
use crate::calendar::{SPANISH, time_of_day};

pub(super) static WORDS: Words = Words {
    read_online: "Leer en la web",
    breaking: "Última hora",
    newest: "Lo último",
    picks: "La selección de la redacción",
    most_read: "Lo más leído",
    live: "En directo",
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
    more_at: |paper| format!("Más noticias en {paper}"),
    because: |letter, paper| format!("Recibe «{letter}» porque lo pidió a {paper}."),
    preferences: "Cambiar lo que recibe",
    unsubscribe: "Darse de baja",
    day: |time| {
        format!(
            "{}, {} de {} de {}",
            SPANISH.weekday(time.date()),
            time.day(),
            SPANISH.month(time.date()),
            time.year()
        )
    },
    day_and_time: |time| {
        format!(
            "{} de {}, {}",
            time.day(),
            SPANISH.month(time.date()),
            time_of_day(time)
        )
    },
    confirmation: Confirmation {
        subject: "Confirme, por favor: cartas de {paper}",
        asked: "Alguien, esperamos que usted, ha pedido las cartas de {paper} con esta dirección.",
        press: "Para recibirlas, abra esta página y pulse el botón:",
        button: "Sí, quiero recibirlas",
        not_you: "Si no ha sido usted, no haga nada: sin su confirmación no se envía nada.",
        lasts: "El enlace se puede usar durante tres días.",
    },
    invitation: Invitation {
        subject: "Su enlace para la redacción de {paper}",
        hello: "Hola, {name}:",
        made: "Alguien que dirige {paper} le ha hecho un enlace con el que entra en la redacción y elige una contraseña.",
        press: "Sirve una sola vez. No lo comparta:",
        button: "Entrar",
        not_you: "Si no trabaja para {paper}, no haga nada.",
        lasts: "El enlace se puede usar durante tres días.",
    },
    own_letters: [
        [
            "La carta de la mañana",
            "Lo que ha pasado desde ayer, cada mañana.",
        ],
        [
            "La semana",
            "La selección de la redacción y lo más leído, cada sábado.",
        ],
        [
            "Última hora",
            "Una carta breve cuando ocurre algo que no puede esperar.",
        ],
    ],
};
