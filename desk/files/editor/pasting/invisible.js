// Characters that nobody sees. Left in a story, they keep a search from finding words, and some break them where none should be.

/** Soft hyphens, joiners of words and the mark at the beginning of a file. */
const NEVER = /[\u00AD\u2060\uFEFF]/g;
/** These scripts set no space between words: one without width says where a line may end. */
const SPACE_WITHOUT_WIDTH = /(?<![\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}])\u200B/gu;
/**
 * Persian parts letters within a word, Hindi joins them, and emoji are put together. In scripts whose letters stand side by
 * side, these two do nothing but keep a font from its ligatures.
 */
const JOINER = /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200C\u200D](?!\p{Script=Arabic})|(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u200C\u200D]/gu;

/** @param {string} text */
export function withoutInvisible(text) {
  return text.replace(NEVER, "").replace(SPACE_WITHOUT_WIDTH, "").replace(JOINER, "");
}
