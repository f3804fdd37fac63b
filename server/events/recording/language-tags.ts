/** The languages that a bot's setting is likely to name. */
const CODES = (
  "ar az be bg bn ca cs da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko ky lt lv mk mn ms " +
  "nb nl pl pt ro ru sk sl sq sr sv sw ta th tl tr uk ur uz vi zh"
).split(" ");

/**
 * The tags of languages by their names in lower case, in English and in the language itself: `français` is `fr-fr`. The
 * region is the one with the most speakers.
 */
export function languageTags(): Record<string, string> {
  return Object.fromEntries(
    CODES.flatMap((code) => {
      const names = ["en", code].map((locale) => new Intl.DisplayNames([locale], { type: "language" }).of(code));
      const tag = `${code}-${new Intl.Locale(code).maximize().region ?? code}`.toLowerCase();
      return [code, tag, ...names].flatMap((name) => (name === undefined ? [] : [[name.toLowerCase(), tag]]));
    }),
  );
}
