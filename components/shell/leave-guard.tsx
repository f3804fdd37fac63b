"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useUnsaved } from "@/components/ui/unsaved-changes";
import { holdNavigation } from "./hold-navigation";

/** Asks before the user leaves a page with unsaved changes (`useUnsavedChanges`). Used once, around all pages. */
export function LeaveGuard() {
  const router = useRouter();
  const unsaved = useUnsaved();
  const hasUnsaved = unsaved !== "none";
  const [pending, setPending] = useState<(() => void) | null>(null);
  const isOpen = useRef(false);

  useEffect(() => {
    if (!hasUnsaved) return undefined;
    isOpen.current = false;
    return holdNavigation(isOpen, (goOn) => setPending(() => goOn), router.push);
  }, [hasUnsaved, router]);

  function leave() {
    isOpen.current = true;
    pending?.();
  }

  return (
    <ConfirmDialog
      open={pending !== null}
      onOpenChange={(open) => !open && setPending(null)}
      title="Leave without saving?"
      description={
        unsaved === "kept"
          ? "This page has changes that are not saved yet. This device keeps them until you open the page again."
          : "This page has changes that are not saved. They are lost when you leave."
      }
      confirmLabel="Leave"
      danger
      onConfirm={async () => leave()}
    />
  );
}
