// Putting HTML in the place of other HTML with the fewest changes: a browser looks anew at everything around an element that
// comes or goes, and at nothing else where the words of a text change.

/**
 * Exchanges the nodes of `parent` from `start` on that were made of `shown` for those that `wanted` asks for. What somebody changed in
 * them since, by opening a part say, stays where nothing else did.
 * @param {Node} parent
 * @param {number} start
 * @param {Node[]} shown As they were rendered, one for each child.
 * @param {Node[]} wanted
 */
export function exchange(parent, start, shown, wanted) {
  let top = 0;
  while (top < shown.length && top < wanted.length && shown[top].isEqualNode(wanted[top])) top += 1;
  let same = 0;
  const most = Math.min(shown.length, wanted.length) - top;
  while (same < most && shown[shown.length - 1 - same].isEqualNode(wanted[wanted.length - 1 - same])) same += 1;
  const old = shown.slice(top, shown.length - same);
  const young = wanted.slice(top, wanted.length - same);
  const there = old.map((_, place) => parent.childNodes[start + top + place]);
  if (old.length === 1 && young.length === 1 && change(there[0], old[0], young[0])) return;
  const next = parent.childNodes[start + top + old.length] ?? null;
  for (const node of there) parent.removeChild(node);
  for (const node of young) parent.insertBefore(document.importNode(node, true), next);
}

/**
 * Makes what was made of `old` what `young` asks for, if it can stay the same node.
 * @param {Node} there
 * @param {Node} old
 * @param {Node} young
 */
function change(there, old, young) {
  if (there instanceof Text && young instanceof Text) {
    there.data = young.data;
    return true;
  }
  if (!(there instanceof Element && old instanceof Element && young instanceof Element) || old.nodeName !== young.nodeName) return false;
  // Somebody put something into it, or took it out.
  if (there.nodeName !== old.nodeName || there.childNodes.length !== old.childNodes.length) return false;
  for (const { name } of old.attributes) if (!young.hasAttribute(name)) there.removeAttribute(name);
  // The anchor of a heading changes with each key in it.
  for (const { name, value } of young.attributes) if (old.getAttribute(name) !== value) there.setAttribute(name, value);
  exchange(there, 0, [...old.childNodes], [...young.childNodes]);
  return true;
}
