import { type ReadonlySignal, signal } from "@preact/signals-core";
import { onDispose, watch } from "../../dom/scope.ts";
import type { PanelHost } from "../../panel-contract.ts";

const MAX_SECONDS = 5 * 60;

export interface VoiceRecorder {
  /** The recorded seconds; null while the microphone is not in use. */
  seconds: ReadonlySignal<number | null>;
  /**
   * Records up to five minutes, until `end`.
   * @returns Null if the recording was not to be kept. Rejects if the browser or the visitor refuses the microphone.
   */
  record(): Promise<File | null>;
  end(isKept: boolean): void;
}

/** Browsers offer the microphone to secure pages only. */
export function canRecord(): boolean {
  return "MediaRecorder" in window && Boolean(navigator.mediaDevices);
}

/** The microphone is released on every way out, also when the chat is closed. */
export function createVoiceRecorder({ isOpen }: PanelHost): VoiceRecorder {
  const seconds = signal<number | null>(null);
  let end: VoiceRecorder["end"] = () => {};
  watch(() => {
    if (!isOpen.value) end(false);
  });
  onDispose(() => end(false));
  return {
    seconds,
    end: (isKept) => end(isKept),
    async record() {
      end(false);
      const ended = new Promise<boolean>((resolve) => (end = resolve));
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const chunks: Blob[] = [];
      let clock = 0;
      try {
        const recorder = new MediaRecorder(stream);
        const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
        const stop = () => recorder.state === "recording" && recorder.stop();
        recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
        recorder.start();
        const from = Date.now();
        const tick = () => {
          seconds.value = Math.min((Date.now() - from) / 1000, MAX_SECONDS);
          if (seconds.value === MAX_SECONDS) stop();
        };
        clock = window.setInterval(tick, 500);
        tick();
        const isKept = await ended;
        stop();
        await stopped;
        // The server adds the extension of the type that the browser has chosen.
        return isKept ? new File(chunks, "voice-message", { type: recorder.mimeType }) : null;
      } finally {
        clearInterval(clock);
        for (const track of stream.getTracks()) track.stop();
        seconds.value = null;
      }
    },
  };
}
