"use client";

import { toast } from "sonner";
import type { Renaming } from "@/server/actions/templates/rename-reference";
import type { ActionEditorState } from "../editor/use-action-editor";
import { canFollow, isTaken, renameInForm } from "./rename-in-form";

/** Changes the references to what the user has renamed, and offers to undo both. */
export function useRename({ form, change }: Pick<ActionEditorState, "form" | "change">) {
  return (renaming: Renaming): boolean => {
    const { count } = renameInForm(form, renaming);
    if (count > 0 && canFollow(form, renaming)) follow(renaming, count);
    return !isTaken(form, renaming);
  };

  function follow(renaming: Renaming, count: number) {
    const { root, from, to } = renaming;
    change((current) => renameInForm(current, renaming).form);
    toast(count === 1 ? "1 reference was changed." : `${count} references were changed.`, {
      description: `${root}.${from} is now ${root}.${to}.`,
      action: {
        label: "Undo",
        onClick: () => change((current) => renameInForm(current, { root, from: to, to: from }).form),
      },
    });
  }
}
