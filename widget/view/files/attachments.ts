import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { UploadedFile } from "@/server/channels/web/protocol";
import { watch } from "../../dom/scope.ts";
import type { FirstMessageGate } from "../forms/first-message-gate.ts";
import { formatSize } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

/** A file that the visitor is about to send. */
export interface Attachment {
  id: string;
  file: File;
  /** How much is uploaded, from 0 to 1; then the uploaded file, or why it was refused. */
  state: Signal<number | UploadedFile | string>;
  abort: AbortController;
}

export interface Attachments {
  files: ReadonlySignal<readonly Attachment[]>;
  add(files: Iterable<File>): void;
  /** Adds a file and sends the draft when it is uploaded. */
  send(file: File): void;
  remove(attachment: Attachment): void;
  /** Uploads a file that was refused once more. */
  upload(attachment: Attachment): Promise<void>;
}

let added = 0;

/** Uploads chosen files into the draft. Nothing is uploaded before the visitor has consented. */
export function createAttachments(context: ViewContext, whenAllowed: FirstMessageGate): Attachments {
  const { client, draft, t, language, announce } = context;
  const files = signal<readonly Attachment[]>([]);

  const upload: Attachments["upload"] = async ({ file, state, abort }) => {
    const { name, size } = file;
    const limit = client.session.peek()?.max_file_bytes ?? 0;
    if (size > limit) {
      state.value = t("fileTooLarge", { name, limit: formatSize(limit, language()) });
      return;
    }
    state.value = 0;
    try {
      state.value = await client.upload(file, (done) => (state.value = done), abort.signal);
      announce(t("uploaded", { name }));
    } catch (error) {
      state.value = t("fileRefused", { name, reason: (error as Error).message });
      // The message shall not go without its file.
      draft.isWaiting.value = false;
    }
  };
  const add = (chosen: Iterable<File>) => {
    const attached = Array.from(chosen, (file) => ({
      id: String(++added),
      file,
      state: signal<number | UploadedFile | string>(0),
      abort: new AbortController(),
    }));
    files.value = [...files.peek(), ...attached];
    for (const each of attached) void upload(each);
  };
  watch(() => {
    const states = files.value.map(({ state }) => state.value);
    draft.files.value = states.filter((state) => typeof state === "object");
    draft.isUploading.value = states.some((state) => typeof state === "number");
  });
  // The composer empties the draft when it sends it.
  watch(() => {
    const isSent = ({ state }: Attachment) => typeof state.peek() === "object";
    if (draft.files.value.length === 0 && files.peek().some(isSent)) {
      files.value = files.peek().filter((each) => !isSent(each));
    }
  });

  return {
    files,
    add: (chosen) => whenAllowed(() => add(chosen)),
    send(file) {
      add([file]);
      draft.isWaiting.value = true;
    },
    remove: (attachment) => (files.value = files.peek().filter((other) => other !== attachment)),
    upload,
  };
}
