// A front page that is opened anew is painted before what is far below has been laid out (style/base/_out_of_sight.scss).
// That is made up for here, a piece at a time, because a place to come back to is kept in pixels.

afterLoad(layOutRest);

async function layOutRest() {
  for (const piece of document.querySelectorAll(".section-strip")) {
    await new Promise(requestAnimationFrame);
    piece.style.contentVisibility = "visible";
  }
  layOutAtOnce();
}

/** From here on nothing of a page that is put in place waits. */
function layOutAtOnce() {
  delete document.documentElement.dataset.opened;
}
