/** A website of grey shapes behind the widget. */
export function websiteSheet(): CSSStyleSheet {
  return sheetOf(`
:root{--page:#fff;--shape:#e9ecef;height:100%;background:var(--page)}
:root[data-theme=dark]{--page:#1b1e22;--shape:#2c3137;color-scheme:dark}
body{margin:0;padding:24px;display:grid;gap:14px;align-content:start}
i{display:block;height:12px;border-radius:6px;background:var(--shape)}
i:nth-child(1){height:32px;margin-bottom:14px}
i:nth-child(2){width:60%;height:22px}
i:nth-child(5){width:80%}
i:nth-child(6){height:150px;border-radius:12px;margin-top:10px}
i:nth-child(9){width:45%}`);
}

/** The panel is made again at each change, so it must not move in each time. */
export function withoutMotion(): CSSStyleSheet {
  return sheetOf("*,dialog[open]{animation:none!important;transition:none!important}");
}

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
