"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useReducer, useRef } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import type { Table, TableImport } from "../table-types";
import { type Choices, type ImportState, nextImportState } from "./import-state";
import { fileFault, type UploadChoice, uploadFile } from "./upload-file";

const POLL_MS = 500;

/** Imports a file into a table: upload, review, import. The choices stay when a step fails. */
export function useImport(table: Pick<Table, "id"> | null) {
  const trpc = useTRPC();
  const [state, dispatch] = useReducer(nextImportState, { phase: "choose", error: null } satisfies ImportState);
  const upload = useRef<AbortController | null>(null);
  const lastFile = useRef<File | null>(null);
  const start = useMutation(trpc.tables.startImport.mutationOptions());
  const leave = useLeaveFor();
  const tableId = table?.id ?? null;

  const progress = useImportProgress(state.phase === "import" ? state.upload.importId : null);
  const onEnd = useEffectEvent((ended: TableImport) => {
    if (ended.status === "done") return void leave(ended.tableId, ended.doneRows);
    const { error: message, faults, faultCount } = ended;
    return dispatch({ type: "refused", refusal: { message, faults, faultCount } });
  });
  const ended = progress.data && hasEnded(progress.data) ? progress.data : null;
  useEffect(() => {
    if (ended) onEnd(ended);
  }, [ended]);
  useEffect(() => () => upload.current?.abort(), []);

  return {
    state,
    doneRows: progress.data?.doneRows ?? 0,
    pollError: progress.error ? messageOf(progress.error) : null,
    isStarting: start.isPending,
    /** Uploads a file, or rereads the last file with other choices. */
    async choose(chosen: File | null, choice: UploadChoice = {}) {
      const file = chosen ?? lastFile.current;
      if (!file) return undefined;
      lastFile.current = file;
      upload.current?.abort();
      const controller = new AbortController();
      upload.current = controller;
      dispatch({ type: "fileChosen", fileName: file.name });
      const fault = fileFault(file);
      if (fault !== null) return dispatch({ type: "uploadFailed", message: fault });
      const onProgress = (share: number) => dispatch({ type: "progressed", share });
      const result = await uploadFile(file, { choice, tableId, onProgress, signal: controller.signal });
      if (controller.signal.aborted) return undefined;
      return dispatch(
        result.ok ? { type: "uploaded", upload: result.upload } : { type: "uploadFailed", message: result.message },
      );
    },
    async start(importId: string, choices: Choices, skipBadRows: boolean) {
      const { name, mode } = choices;
      const columns = choices.columns
        .filter((column) => column.isIncluded)
        .map(({ key, name, type }) => ({ key, name: name.trim(), type }));
      const target = tableId === null ? { name: name.trim() } : {};
      try {
        await start.mutateAsync({ importId, tableId, ...target, columns, mode, skipBadRows });
        dispatch({ type: "started" });
      } catch (error) {
        dispatch({ type: "refused", refusal: { message: messageOf(error), faults: [], faultCount: 0 } });
      }
    },
    startOver() {
      upload.current?.abort();
      dispatch({ type: "startedOver" });
    },
    dispatch,
  };
}

export type ImportScreen = ReturnType<typeof useImport>;

/** Polls the progress of an import until it ends. */
function useImportProgress(importId: string | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.tables.import.queryOptions(
      { importId: importId ?? "" },
      {
        enabled: importId !== null,
        // A retried import must not show the result of the first try.
        staleTime: 0,
        gcTime: 0,
        refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : POLL_MS),
      },
    ),
  );
}

function hasEnded({ status }: TableImport): boolean {
  return status === "done" || status === "failed";
}

/** Opens the table, whose cached rows are outdated by now. */
function useLeaveFor() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  return async (tableId: string | null, rows: number) => {
    client.removeQueries(trpc.tables.rows.pathFilter());
    client.removeQueries(trpc.tables.get.pathFilter());
    toast.success(rows === 1 ? "1 row was imported." : `${rows.toLocaleString("en")} rows were imported.`);
    router.replace(tableId === null ? "/tables" : `/tables/${tableId}`);
    router.refresh();
  };
}
