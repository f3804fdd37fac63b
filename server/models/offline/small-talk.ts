import { contentStems, fold, splitWords } from "./words";

export type SmallTalk = "greeting" | "thanks" | "goodbye" | "acknowledged" | "abilities";

const words = (list: string) => new Set(list.split(" ").map(fold));

const GREETING = words(
  "hi hello hey hiya howdy greetings morning afternoon evening hallo moin servus hola buenos buenas bonjour salut ciao buongiorno " +
    "olá привет здравствуйте здравствуй вітаю cześć dzień merhaba selam namaste नमस्ते こんにちは 你好 您好 안녕하세요 مرحبا שלום สวัสดี",
);
const THANKS = words(
  "thanks thank thx ty cheers danke gracias merci grazie obrigado obrigada спасибо дякую dziękuję teşekkürler ありがとう 谢谢 감사합니다 شكرا תודה ขอบคุณ",
);
const GOODBYE = words("bye goodbye ciao tschüss adios adiós до свидания пока");
const CANCEL = words("cancel stop nevermind abort forget quit");
const ACKNOWLEDGED = words("no nope ok okay great perfect good fine nice cool super alright right");
const FILLERS = words(
  "there good everyone team bot dear all you very so much a lot for your the help again and ok okay great perfect nice it that please mind never " +
    "alright right now have day nice one no yes dias días tardes noches jour dobry guten tag",
);

const KINDS: [SmallTalk, ReadonlySet<string>][] = [
  ["thanks", THANKS],
  ["goodbye", GOODBYE],
  ["greeting", GREETING],
  ["acknowledged", ACKNOWLEDGED],
];

/** Classifies a message that is only small talk; null if it contains anything else. */
export function readSmallTalk(message: string): SmallTalk | null {
  const folded = splitWords(message).map(fold);
  for (const [kind, those] of KINDS) {
    if (folded.some((w) => those.has(w)) && folded.every((w) => those.has(w) || FILLERS.has(w) || ACKNOWLEDGED.has(w)))
      return kind;
  }
  if (folded.some((w) => GREETING.has(w)) && contentStems(message).size === 0) return "greeting";
  // "What can you do?" or "Help!": words without a subject.
  return folded.length > 0 && contentStems(message).size === 0 && !/\p{N}/u.test(message) ? "abilities" : null;
}

/** Whether the customer wants to stop instead of answering a question. */
export function isCancel(message: string): boolean {
  const folded = splitWords(message).map(fold);
  const stops = folded.some((w) => CANCEL.has(w)) || /\bnever\s?mind\b/i.test(message);
  return stops && folded.every((w) => CANCEL.has(w) || FILLERS.has(w) || ["i", "want", "to", "about"].includes(w));
}
