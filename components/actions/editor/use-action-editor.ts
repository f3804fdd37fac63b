"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import type { DefinitionInput } from "@/server/actions/definition/definition-input";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { withSuccessAccepted } from "../trial/accept-success";
import { emptyForm, toDefinition, toForm, withoutEmptyRows, withSecretsStored, type ActionForm } from "./action-form";
import type { SavedAction } from "../action-types";
import { inOrder } from "../faults/fault";
import { findFaults } from "../faults/find-faults";
import { notKnownIn, serverFaults, standing, type ServerFault } from "../faults/server-faults";

interface EditorInput {
  botId: string;
  /** Null for an action that is not saved yet. */
  action: SavedAction | null;
  /** The function names of the bot's other actions, mapped to the names of those actions. */
  taken: ReadonlyMap<string, string>;
  /** The webhook step to open with its status filter extended to every 2xx status. */
  acceptSuccessOf: string | null;
}

/** The result of a save: the action's id, or the faults to fix first. */
export type SaveResult = { ok: true; actionId: string } | { ok: false; firstFault: string | null };

/** The state of one action's form: its values, its faults and the save. A failed save keeps the user's input. */
export function useActionEditor({ botId, action, taken, acceptSuccessOf }: EditorInput) {
  const [saved, setSaved] = useState(() => (action ? toForm(action.definition) : emptyForm()));
  const [form, setForm] = useState(() =>
    acceptSuccessOf === null ? saved : { ...saved, steps: withSuccessAccepted(saved.steps, acceptSuccessOf) },
  );
  const [refused, setRefused] = useState<ServerFault[]>([]);
  /** Why the last save failed, if the cause is not a field of the form. */
  const [failure, setFailure] = useState<string | null>(null);
  const [showAll, setShowAll] = useState(false);
  const [discarded, setDiscarded] = useState<ActionForm | null>(null);
  const underWay = useRef<Promise<SaveResult>>(null);
  const { actionId, isSaving, send } = useSend(botId, action);

  const isDirty = useMemo(() => written(form) !== written(saved), [form, saved]);
  const faults = useMemo(() => {
    const known = findFaults(form, taken);
    return inOrder([...known, ...notKnownIn(standing(refused, toDefinition(form)), known)]);
  }, [form, taken, refused]);

  /** The save in progress. Concurrent callers share its result. */
  function save(): Promise<SaveResult> {
    underWay.current ??= saveOnce().finally(() => {
      underWay.current = null;
    });
    return underWay.current;
  }

  async function saveOnce(): Promise<SaveResult> {
    const sent = withoutEmptyRows(form);
    setForm(sent);
    setDiscarded(null);
    setFailure(null);
    const definition = toDefinition(sent);
    try {
      const actionId = await send(definition);
      setForm((current) => withSecretsStored(current, sent));
      setSaved(withSecretsStored(sent, sent));
      setRefused([]);
      setShowAll(false);
      return { ok: true, actionId };
    } catch (error) {
      const known = findFaults(sent, taken);
      const found = notKnownIn(serverFaults(error, definition), known);
      const [first] = inOrder([...known, ...found]);
      setRefused(found);
      setShowAll(true);
      setFailure(first ? null : messageOf(error));
      return { ok: false, firstFault: first?.path ?? null };
    }
  }

  function discard() {
    setDiscarded(form);
    setForm(saved);
    setRefused([]);
    setFailure(null);
    setShowAll(false);
  }

  function change(part: Partial<ActionForm> | ((form: ActionForm) => Partial<ActionForm>)) {
    setForm((current) => ({ ...current, ...(typeof part === "function" ? part(current) : part) }));
  }

  /** Brings back what was discarded, until the form is changed or saved again. */
  const undoDiscard = discarded === null || isDirty ? null : () => setForm(discarded);

  return { actionId, form, change, faults, showAll, failure, isDirty, isSaving, save, discard, undoDiscard };
}

export type ActionEditorState = ReturnType<typeof useActionEditor>;

/** Saves the definition: creates the action on the first save, updates it afterwards. */
function useSend(botId: string, action: SavedAction | null) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [actionId, setActionId] = useState(action?.id ?? null);
  // Fail immediately without a network, instead of saving at some later time.
  const create = useMutation(trpc.actions.create.mutationOptions({ networkMode: "always" }));
  const update = useMutation(trpc.actions.update.mutationOptions({ networkMode: "always" }));

  async function write(definition: DefinitionInput): Promise<string> {
    if (actionId === null) return (await create.mutateAsync({ botId, definition })).id;
    await update.mutateAsync({ actionId, definition });
    return actionId;
  }

  return {
    actionId,
    isSaving: create.isPending || update.isPending,
    async send(definition: DefinitionInput): Promise<string> {
      const id = await write(definition);
      setActionId(id);
      await queries.invalidateQueries(trpc.bots.pathFilter());
      return id;
    },
  };
}

function written(form: ActionForm): string {
  return JSON.stringify(toDefinition(form));
}
