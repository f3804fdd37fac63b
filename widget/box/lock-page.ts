/** Keeps the page behind a full-screen panel from scrolling. @returns A function that undoes exactly this. */
export function lockPage(): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html{overflow:hidden!important}");
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
