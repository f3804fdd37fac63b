"use client";

import { Redo2, Undo2 } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "@/components/ui/apply-server-error";
import { IconButton } from "@/components/ui/icon-button";
import { isTypingTarget } from "@/components/ui/is-typing-target";
import { useScenario } from "./use-scenario";

/** Undo and redo of the edits of this page, as buttons and as keys outside of text fields. */
export function UndoButtons() {
  const { undo, redo, undoLast, redoLast } = useScenario();
  const [news, setNews] = useState("");

  async function take(which: "undo" | "redo") {
    const result = await (which === "undo" ? undoLast() : redoLast());
    if (result === null) return setNews(`Nothing to ${which}.`);
    if (result.ok) return setNews(`${which === "undo" ? "Undone" : "Done again"}: ${result.what}.`);
    toast.error(`Could not ${which} the ${result.what}. ${messageOf(result.error)}`);
    return undefined;
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const which = shortcutOf(event);
    if (!which || event.defaultPrevented || isTypingTarget(event.target)) return;
    event.preventDefault();
    void take(which);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  return (
    <span className="flex items-center">
      <IconButton
        label={undo === null ? "Undo" : `Undo: ${undo}`}
        aria-keyshortcuts="Control+Z"
        disabled={undo === null}
        onClick={() => void take("undo")}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label={redo === null ? "Redo" : `Redo: ${redo}`}
        aria-keyshortcuts="Control+Shift+Z Control+Y"
        disabled={redo === null}
        onClick={() => void take("redo")}
      >
        <Redo2 />
      </IconButton>
      <output className="sr-only">{news}</output>
    </span>
  );
}

function shortcutOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): "undo" | "redo" | null {
  if (altKey || !(ctrlKey || metaKey)) return null;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && !shiftKey ? "redo" : null;
}
