"use client";

import { useEffect } from "react";
import { workspaceCookie, WORKSPACE_META } from "@/server/accounts/workspace-cookie";

/** Whenever somebody uses the page, before the click or key takes effect. */
const USES = ["pointerdown", "keydown"] as const;

/**
 * Names the page's workspace for its requests, and makes it the one that this browser loads pages of whenever somebody
 * uses this tab. So each of several tabs stays in its workspace.
 */
export function PageWorkspace({ id }: { id: string }) {
  useEffect(() => {
    const cookie = workspaceCookie(id);
    const [assignment = ""] = cookie.split(";");
    const choose = () => {
      if (!document.cookie.split("; ").includes(assignment)) document.cookie = cookie;
    };
    if (document.hasFocus()) choose();
    // Only the tab's focus. An element gets it, too, from a menu that closes, which would undo the switch chosen in it.
    window.addEventListener("focus", choose);
    for (const use of USES) window.addEventListener(use, choose, { capture: true });
    return () => {
      window.removeEventListener("focus", choose);
      for (const use of USES) window.removeEventListener(use, choose, { capture: true });
    };
  }, [id]);
  return <meta name={WORKSPACE_META} content={id} />;
}
