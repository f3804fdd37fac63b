"use client";

import { X } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { SaveMark } from "@/components/bot-editor/autosave/save-mark";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { isTypingTarget } from "@/components/ui/is-typing-target";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { openerId } from "../focus-later";
import { InteractionMenu } from "../list/interaction-menu";
import { useScenario } from "../use-scenario";
import { ConflictNotice } from "../conflict-notice";
import { useInteractionForm, type InteractionForm } from "./form/use-interaction-form";
import { InteractionFields } from "./interaction-form";
import { useIsWide } from "./use-is-wide";

/** The side panel of the selected interaction: docked on wide windows, a sheet on others. */
export function InteractionPanel({ interaction }: { interaction: Interaction }) {
  const { select, setLeaveCheck } = useScenario();
  const isWide = useIsWide();
  const form = useInteractionForm(interaction);
  /** Where the user wants to go although something is not saved; null if nowhere. */
  const [leaving, setLeaving] = useState<{ to: string | null } | null>(null);
  const [showAll, setShowAll] = useState(false);

  const mayLeave = useEffectEvent((to: string | null) => {
    if (form.invalid.length === 0) {
      form.save();
      return true;
    }
    setShowAll(true);
    setLeaving({ to });
    return false;
  });
  useEffect(() => {
    setLeaveCheck((to) => mayLeave(to));
    return () => setLeaveCheck(null);
  }, [setLeaveCheck]);
  const close = () => select(null);
  const content = <PanelContent interaction={interaction} form={form} showAll={showAll} />;
  return (
    <>
      {isWide ? (
        <DockedPanel interaction={interaction} onClose={close}>
          {content}
        </DockedPanel>
      ) : (
        <Sheet open onOpenChange={(open) => !open && close()}>
          <SheetContent
            aria-describedby={undefined}
            // The header has its own close button, which stays in view.
            className="w-full gap-0 p-0 sm:w-[34rem] [&>button]:hidden"
            // The first button would show its focus and its tooltip.
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
            }}
            onCloseAutoFocus={(event) => event.preventDefault()}
          >
            <SheetTitle className="sr-only">{interaction.name}</SheetTitle>
            {content}
          </SheetContent>
        </Sheet>
      )}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        danger
        title="Leave without these changes?"
        description="Some of what you typed cannot be saved as it is. The fields say what is wrong."
        confirmLabel="Discard changes"
        onConfirm={async () => {
          form.discard();
          select(leaving?.to ?? null, { isChecked: true });
        }}
      />
    </>
  );
}

interface PanelContentProps {
  interaction: Interaction;
  form: InteractionForm;
  showAll: boolean;
}

function PanelContent({ interaction, form, showAll }: PanelContentProps) {
  const { conflict, canEdit, select } = useScenario();
  return (
    <>
      <header className="sticky top-0 z-10 flex min-w-0 items-center gap-2 border-b bg-card py-2 pr-2 pl-4">
        <div className="grid min-w-0 flex-1">
          <h2 className="truncate text-16 font-semibold">{form.draft.name || interaction.name}</h2>
          {canEdit ? (
            <SaveMark state={form.state} onRetry={form.retry} />
          ) : (
            <p className="text-13 text-muted-foreground">Your role can view it but not change it.</p>
          )}
        </div>
        {canEdit && <InteractionMenu interaction={interaction} />}
        <IconButton label="Close" size="sm" onClick={() => select(null)}>
          <X />
        </IconButton>
      </header>
      {conflict?.interactionId === interaction.id && <ConflictNotice className="m-4" />}
      <div className="@container min-w-0 bg-card">
        <InteractionFields form={form} showAll={showAll} />
      </div>
    </>
  );
}

interface DockedPanelProps {
  interaction: Interaction;
  onClose: () => void;
  children: ReactNode;
}

function DockedPanel({ interaction, onClose, children }: DockedPanelProps) {
  const panel = useRef<HTMLElement>(null);

  const closeByKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    const isInside = event.target instanceof Node && panel.current?.contains(event.target);
    if (isInside || !isTypingTarget(event.target)) onClose();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => closeByKey(event);
    window.addEventListener("keydown", listen);
    // What opened the panel passes the focus on.
    if (document.activeElement?.id === openerId(interaction.id)) panel.current?.focus();
    return () => window.removeEventListener("keydown", listen);
  }, [interaction.id]);

  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={`Interaction ${interaction.name}`}
      className="sticky top-(--bot-top) h-[calc(100dvh-var(--bot-top))] min-w-0 overflow-y-auto border-l bg-card outline-none"
    >
      {children}
    </aside>
  );
}
