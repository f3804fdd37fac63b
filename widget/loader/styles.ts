import type { LauncherSettings } from "@/server/channels/web/protocol";
import type { ChatPlace } from "../panel-contract.ts";
import { onColor } from "../color/contrast.ts";

/** Only rules with `!important` win over the page's own rules for the host. */
const HOST: Record<ChatPlace, (settings: LauncherSettings) => string> = {
  panel: ({ position, zIndex }) =>
    `position:fixed!important;z-index:${zIndex}!important;` +
    `${position}:calc(var(--x) + env(safe-area-inset-${position}))!important;` +
    `bottom:calc(var(--y) + env(safe-area-inset-bottom))!important`,
  element: () => "position:relative!important;height:100%!important;min-height:320px!important",
  page: () => "position:fixed!important;inset:0!important",
};

/** The style sheet of the host, the launcher and the teaser. The box and the panel have later ones of their own. */
export function styles(settings: LauncherSettings, place: ChatPlace, direction: string): string {
  const { color, corner, position, offsetX, offsetY, theme } = settings;
  return `
:host{all:initial!important;display:block!important;direction:${direction}!important;color-scheme:${theme === "auto" ? "light dark" : theme}!important;font:16px/1.5 system-ui,sans-serif!important;--x:${offsetX}px!important;--y:${offsetY}px!important;--corner:${corner}px!important;${HOST[place](settings)}}
.launcher,.teaser button{all:unset;box-sizing:border-box;cursor:pointer}
.launcher,.teaser:not(:empty){box-shadow:0 4px 16px #0004}
button:focus-visible{outline:2px solid #fff;box-shadow:0 0 0 4px #111}
svg{width:28px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.launcher{display:flex;align-items:center;gap:8px;min-width:56px;height:56px;padding:0 13px;border:1px solid #0000;border-radius:28px;background:${color};color:${onColor(color)};font-weight:600}
.launcher[aria-busy=true] svg{opacity:.5}
.unread{position:absolute;top:-4px;inset-inline-end:-4px;min-width:10px;padding:0 6px;border-radius:11px;background:#c81e1e;color:#fff;outline:1px solid #fff;font-size:12px;line-height:20px;text-align:center}
.unread[hidden]{display:none}
.teaser:not(:empty){position:absolute;bottom:calc(100% + 12px);display:flex;width:max-content;max-width:300px;border:1px solid #8884;border-radius:var(--corner);background:Canvas;color:CanvasText;overflow-wrap:anywhere}
.teaser button{padding:12px;border-radius:var(--corner)}
.teaser svg{width:18px}
.teaser,dialog.box{${position}:0}
@media print{:host([place=panel]){display:none!important}}`;
}
