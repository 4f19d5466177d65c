// Embeds: the player of another site is put into a story when a reader presses the button for it. Before
// that, nothing is asked of the site. One listener for all pages, so that those opened in place have it too.

const PLAYERS = ["www.youtube-nocookie.com", "player.vimeo.com", "open.spotify.com", "datawrapper.dwcdn.net"];

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".embed button");
  const card = button?.closest("[data-player]");
  const player = card && URL.canParse(card.dataset.player) && new URL(card.dataset.player);
  if (!player || player.protocol !== "https:" || !PLAYERS.includes(player.host)) return;
  const frame = document.createElement("iframe");
  frame.title = card.querySelector("figcaption").textContent;
  // Its own origin is another one than ours, so a player is as confined with it as without, but works.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation");
  frame.allow = "fullscreen; encrypted-media; picture-in-picture";
  // YouTube refuses to play for a page that it cannot name; it learns the paper's name, not the story's.
  frame.referrerPolicy = "strict-origin";
  frame.src = player.href;
  // What has the focus before the player is there loses it to the page around it when the player comes.
  frame.addEventListener("load", () => {
    if (document.activeElement === frame) frame.contentWindow.focus();
  });
  button.parentElement.replaceWith(frame);
  frame.focus();
  document.getElementById("announcer").textContent = frame.title;
});

// A chart says how high it is (Datawrapper, "responsive iframe").
addEventListener("message", ({ origin, data, source }) => {
  if (origin !== "https://datawrapper.dwcdn.net") return;
  const [height] = Object.values(data?.["datawrapper-height"] ?? {});
  if (!(height > 0 && height < 10_000)) return;
  for (const frame of document.querySelectorAll(".embed iframe")) {
    if (frame.contentWindow === source) frame.height = Math.ceil(height);
  }
});
