import { watch } from "../../dom/scope.ts";
import type { ViewContext } from "../view-context.ts";

const HERTZ = 740;
const SECONDS = 0.4;
const VOLUME = 0.1;

/** Plays a short tone for messages that arrive while the visitor does not see them, if sound is on. */
export function playSounds({ client, host }: ViewContext): void {
  let before = client.unread.peek();
  watch(() => {
    const unread = client.unread.value;
    const hasNew = unread > before;
    before = unread;
    const isSeen = host.isOpen.peek() && !document.hidden;
    if (hasNew && !isSeen && client.isSoundOn.peek()) playTone();
  });
}

function playTone(): void {
  // Browsers keep a page silent until its visitor has clicked or typed.
  if (!navigator.userActivation?.hasBeenActive) return;
  const audio = new AudioContext();
  const note = new OscillatorNode(audio, { frequency: HERTZ });
  const volume = new GainNode(audio, { gain: VOLUME });
  note.connect(volume).connect(audio.destination);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + SECONDS);
  note.addEventListener("ended", () => void audio.close());
  note.start();
  note.stop(audio.currentTime + SECONDS);
}
