/** Two short tones, rising, as [frequency in Hz, start in seconds]. */
const tones = [
  [660, 0],
  [880, 0.16],
] as const;
const TONE_SECONDS = 0.28;
const VOLUME = 0.18;

let context: AudioContext | undefined;

/** Plays the alert. Browsers allow it once the user has clicked or typed in the page; before that, nothing is heard. */
export async function playAlertSound(): Promise<void> {
  context ??= new AudioContext();
  if (context.state === "suspended") await context.resume();
  for (const [frequency, start] of tones) playTone(context, frequency, context.currentTime + start);
}

function playTone(audio: AudioContext, frequency: number, at: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(VOLUME, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, at + TONE_SECONDS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE_SECONDS);
}
