/** What a contrast between a colour and the text on it means (WCAG 2.2, 1.4.3 and 1.4.6). */
export function contrastText(ratio: number, onIt: "White" | "Black"): string {
  const number = `${ratio.toFixed(1)} : 1`;
  return ratio >= 7
    ? `${onIt} text has a contrast of ${number}. Everyone can read it easily (WCAG AAA asks for 7).`
    : `${onIt} text has a contrast of ${number}. It can be read well (WCAG AA asks for 4.5).`;
}
