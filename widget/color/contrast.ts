/** The colours of a brand are chosen by its owner, so that what can be read on them is computed (WCAG 2.2). */

type Rgb = readonly [red: number, green: number, blue: number];

const LIGHT = "#ffffff";
const DARK = "#000000";
/** What WCAG asks of texts. */
const TEXT_CONTRAST = 4.5;

/** The contrast of two colours such as `#2563eb`, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(parse(one)), luminance(parse(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The luminance up to which white has enough contrast; black has it above. */
const WHITE_UP_TO = 1.05 / TEXT_CONTRAST - 0.05;

/** White or black, whichever can be read on a colour: one of them always has a contrast of at least 4.5. */
export function onColor(color: string): string {
  return luminance(parse(color)) > WHITE_UP_TO ? DARK : LIGHT;
}

/**
 * The nearest shade of a colour that has enough contrast with each of the backgrounds, which are all light or all dark.
 * @param least 4.5 for texts, 3 for the edges of controls.
 */
export function readableShade(color: string, backgrounds: readonly string[], least = TEXT_CONTRAST): string {
  const from = parse(color);
  const to = parse(onColor(backgrounds[0] ?? LIGHT));
  for (let part = 0; part < 1; part += 0.02) {
    const shade = format(from.map((value, i) => value + ((to[i] ?? 0) - value) * part));
    if (backgrounds.every((background) => contrast(shade, background) >= least)) return shade;
  }
  return format(to);
}

function parse(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function format(values: readonly number[]): string {
  return `#${values.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const share = value / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
