// Where a place of the text stands in its field. A field does not say, so the text up to there is laid out once more in a
// box that has the field's width and type.

/**
 * Scrolls so that a place stands about in the middle, unless it is in sight.
 * @param {HTMLTextAreaElement} field
 * @param {number} place
 */
export function bringIntoView(field, place) {
  const height = heightAbove(field, place);
  const isInSight = height >= field.scrollTop && height <= field.scrollTop + field.clientHeight * 0.9;
  if (!isInSight) field.scrollTop = height - field.clientHeight / 2;
  field.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLTextAreaElement} field @param {number} place */
function heightAbove(field, place) {
  const mirror = document.createElement("div");
  const { font, letterSpacing, wordSpacing, paddingInline, direction } = getComputedStyle(field);
  Object.assign(mirror.style, {
    position: "absolute",
    visibility: "hidden",
    boxSizing: "border-box",
    whiteSpace: "pre-wrap",
    overflowWrap: "break-word",
    inlineSize: `${field.clientWidth}px`,
    font,
    letterSpacing,
    wordSpacing,
    paddingInline,
    direction,
  });
  mirror.textContent = field.value.slice(0, place);
  document.body.append(mirror);
  const height = mirror.offsetHeight;
  mirror.remove();
  return height;
}
