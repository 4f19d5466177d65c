// Putting HTML in the place of other HTML with the fewest changes: a browser looks anew at everything around an element that
// comes or goes, and at nothing else where the words of a text change.

/**
 * Exchanges the nodes of `parent` that were made of `shown` for those that `wanted` asks for. What somebody changed in them since,
 * by opening a part say, stays where nothing else did.
 * @param {Node} parent
 * @param {Node[]} shown As they were rendered, one for each child.
 * @param {Node[]} wanted
 */
export function exchange(parent, shown, wanted) {
  let top = 0;
  while (top < shown.length && top < wanted.length && shown[top].isEqualNode(wanted[top])) top += 1;
  let same = 0;
  const most = Math.min(shown.length, wanted.length) - top;
  while (same < most && shown[shown.length - 1 - same].isEqualNode(wanted[wanted.length - 1 - same])) same += 1;
  const old = shown.slice(top, shown.length - same);
  const young = wanted.slice(top, wanted.length - same);
  const there = [...parent.childNodes].slice(top, shown.length - same);
  if (old.length === 1 && young.length === 1 && change(there[0], old[0], young[0])) return;
  const place = parent.childNodes[shown.length - same] ?? null;
  for (const node of there) parent.removeChild(node);
  for (const node of young) parent.insertBefore(document.importNode(node, true), place);
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
  const isSame = old.cloneNode(false).isEqualNode(young.cloneNode(false));
  // Somebody put something into it, or took it out.
  if (!isSame || there.nodeName !== old.nodeName || there.childNodes.length !== old.childNodes.length) return false;
  exchange(there, [...old.childNodes], [...young.childNodes]);
  return true;
}
