// A front page that is opened anew is painted before what is far below has been laid out (style/base/_out_of_sight.scss).
// That is made up for here, a piece at a time, because a place to come back to is kept in pixels.

afterLoad(layOutRest);

async function layOutRest() {
  const pieces = document.querySelectorAll(".section-strip");
  for (const piece of pieces) {
    await new Promise(requestAnimationFrame);
    piece.dataset.laidOut = "";
  }
  layOutAtOnce();
  for (const piece of pieces) delete piece.dataset.laidOut;
}

/** From here on nothing of a page that is put in place waits. */
function layOutAtOnce() {
  delete document.documentElement.dataset.opened;
}
