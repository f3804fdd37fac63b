/** Phones, and windows that are as small because the page is enlarged. */
export const SMALL_SCREEN = "(max-width:480px),(pointer:coarse) and (max-height:480px)";

/** The launcher's style sheet sets the variables, and whether the box is at the left or the right. */
export const BOX_STYLES = `
.box{all:unset;box-sizing:border-box;display:block;height:100%;overflow:hidden}
dialog.box{position:absolute;bottom:calc(100% + 12px);width:min(400px,100vw - 2*var(--x));height:min(680px,100dvh - var(--y) - 88px);border:1px solid #8884;border-radius:var(--corner);background:Canvas;box-shadow:0 8px 40px #0004}
dialog.box:not([open]){display:none}
dialog.box:modal{position:fixed;inset:0;top:var(--top);width:100%;height:var(--height);border:0;border-radius:0;padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
:host([place=page]) .box{position:absolute;top:var(--top);height:var(--height);inset-inline:0}
.box::backdrop{display:none}
@media (prefers-reduced-motion:no-preference){
dialog.box{animation:rise .18s ease-out}
@keyframes rise{from{opacity:0;translate:0 12px}}
}`;
