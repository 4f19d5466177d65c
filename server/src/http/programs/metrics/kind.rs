use axum::http::Method;

/// What a request asks for, by which requests are told apart when they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Search,
    Feed,
    Picture,
    File,
    Live,
    Form,
    Desk,
    /// Whoever watches the server.
    Watch,
}

impl Kind {
    pub(super) const ALL: [Self; 9] = [
        Self::Page,
        Self::Search,
        Self::Feed,
        Self::Picture,
        Self::File,
        Self::Live,
        Self::Form,
        Self::Desk,
        Self::Watch,
    ];

    pub(super) fn of(method: &Method, path: &str) -> Self {
        let first = path.split('/').nth(1).unwrap_or_default();
        let last = path.rsplit('/').next().unwrap_or_default();
        match first {
            "desk" => Self::Desk,
            _ if !matches!(*method, Method::GET | Method::HEAD) => Self::Form,
            "live" => Self::Live,
            "healthz" | "metrics" => Self::Watch,
            "media" | "og" => Self::Picture,
            "search" => Self::Search,
            _ if last.starts_with("feed.") => Self::Feed,
            // No page has a dot in its address.
            _ if last.contains('.') => Self::File,
            _ => Self::Page,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Search => "search",
            Self::Feed => "feed",
            Self::Picture => "picture",
            Self::File => "file",
            Self::Live => "live",
            Self::Form => "form",
            Self::Desk => "desk",
            Self::Watch => "watch",
        }
    }
}
