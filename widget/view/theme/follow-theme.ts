import { onColor, readableShade } from "../../color/contrast.ts";
import { watch } from "../../dom/scope.ts";
import type { ViewContext } from "../view-context.ts";
import { SURFACES } from "./surfaces.ts";

/** What an interface component needs against its surroundings (WCAG 1.4.11). */
const EDGE_CONTRAST = 3;

/** Sets the theme and the colours of the brand, as the settings, the page's attributes and the system ask. */
export function followTheme({ client, host }: ViewContext, panel: HTMLElement): void {
  watch(() => {
    const look = { ...client.session.value?.appearance, ...host.look };
    const { theme = "auto", color = "#2563eb", corner = 16 } = look;
    const { light, dark } = SURFACES;
    /** The browser takes one of both, as the theme says. */
    const both = (colorOn: (surface: typeof light) => string) => `light-dark(${colorOn(light)},${colorOn(dark)})`;
    const values = {
      "color-scheme": theme === "auto" ? "light dark" : theme,
      "--ground": both(({ ground }) => ground),
      "--raised": both(({ raised }) => raised),
      "--brand": color,
      "--on-brand": onColor(color),
      "--ink": both(({ ground, raised }) => readableShade(color, [ground, raised])),
      "--edge": both(({ ground }) => readableShade(color, [ground], EDGE_CONTRAST)),
      "--corner": `${corner}px`,
    };
    for (const [name, value] of Object.entries(values)) panel.style.setProperty(name, value);
  });
}
