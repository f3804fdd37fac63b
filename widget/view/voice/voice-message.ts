import { computed } from "@preact/signals-core";
import { type Child, h } from "../../dom/element.ts";
import type { Attachments } from "../files/attachments.ts";
import type { FirstMessageGate } from "../forms/first-message-gate.ts";
import { iconButton, onEscape } from "../forms/buttons.ts";
import type { Slot } from "../forms/slot.ts";
import { formatDuration } from "../format.ts";
import { CLOSE, SEND } from "../shell/icons.ts";
import type { ViewContext } from "../view-context.ts";
import { canRecord, createVoiceRecorder } from "./voice-recorder.ts";

const MICROPHONE = "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M6 11a6 6 0 0 0 12 0M12 17v4";

/** The button that records, and the bar that is shown meanwhile. */
export function createVoiceMessage(
  { host, t, language, focusToWrite }: ViewContext,
  { slot, attachments, whenAllowed }: { slot: Slot; attachments: Attachments; whenAllowed: FirstMessageGate },
): { button: () => Child; bar: Child } {
  const { seconds, record, end } = createVoiceRecorder(host);
  const isRecording = computed(() => seconds.value !== null);
  const start = async () => {
    try {
      const file = await record();
      if (file) attachments.send(file);
    } catch {
      slot.say(t("microphoneRefused"), true);
    }
    focusToWrite.current();
  };
  const time = () => formatDuration(seconds.value ?? 0, language());
  const bar = () => {
    if (!isRecording.value) return null;
    const stop = iconButton(t("stopRecording"), SEND, () => end(true));
    queueMicrotask(() => stop.focus());
    return h(
      "div",
      {
        class: "recording",
        role: "group",
        "aria-label": t("recordVoice"),
        on: { keydown: (event) => onEscape(event, () => end(false)) },
      },
      iconButton(t("cancelRecording"), CLOSE, () => end(false)),
      h("span", { role: "timer" }, () => t("recording", { time: time() })),
      stop,
    );
  };
  return {
    bar,
    button: () => canRecord() && iconButton(t("recordVoice"), MICROPHONE, () => whenAllowed(() => void start())),
  };
}
