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
  /** Null: an action that is not saved yet. */
  action: SavedAction | null;
  /** The functions of the bot's other actions, with those actions' names. */
  taken: ReadonlyMap<string, string>;
  /** A webhook step that is changed from the start, so that it accepts every 2xx status. */
  acceptSuccessOf: string | null;
}

/** The result of a save: the action's id, or what has to be mended first. */
export type SaveResult = { ok: true; actionId: string } | { ok: false; firstFault: string | null };

/** The form of one action: what was typed, what is wrong with it, and saving it. What was typed outlives every failure. */
export function useActionEditor({ botId, action, taken, acceptSuccessOf }: EditorInput) {
  const [saved, setSaved] = useState(() => (action ? toForm(action.definition) : emptyForm()));
  const [form, setForm] = useState(() =>
    acceptSuccessOf === null ? saved : { ...saved, steps: withSuccessAccepted(saved.steps, acceptSuccessOf) },
  );
  const [refused, setRefused] = useState<ServerFault[]>([]);
  /** Why the last save failed, where no place of the form is to blame. */
  const [failure, setFailure] = useState<string | null>(null);
  const [showAll, setShowAll] = useState(false);
  const underWay = useRef<Promise<SaveResult>>(null);
  const { actionId, isSaving, send } = useSend(botId, action);

  const isDirty = useMemo(() => written(form) !== written(saved), [form, saved]);
  const faults = useMemo(() => {
    const known = findFaults(form, taken);
    return inOrder([...known, ...notKnownIn(standing(refused, toDefinition(form)), known)]);
  }, [form, taken, refused]);

  /** One save at a time: whoever asks meanwhile gets the result of the one under way. */
  function save(): Promise<SaveResult> {
    underWay.current ??= saveOnce().finally(() => {
      underWay.current = null;
    });
    return underWay.current;
  }

  async function saveOnce(): Promise<SaveResult> {
    const sent = withoutEmptyRows(form);
    setForm(sent);
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
    setForm(saved);
    setRefused([]);
    setFailure(null);
    setShowAll(false);
  }

  function change(part: Partial<ActionForm> | ((form: ActionForm) => Partial<ActionForm>)) {
    setForm((current) => ({ ...current, ...(typeof part === "function" ? part(current) : part) }));
  }

  return { actionId, form, change, faults, showAll, failure, isDirty, isSaving, save, discard };
}

export type ActionEditorState = ReturnType<typeof useActionEditor>;

/** Sends the definition to where it belongs: the first save of a new action creates it, later ones change it. */
function useSend(botId: string, action: SavedAction | null) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [actionId, setActionId] = useState(action?.id ?? null);
  const create = useMutation(trpc.actions.create.mutationOptions());
  const update = useMutation(trpc.actions.update.mutationOptions());

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
