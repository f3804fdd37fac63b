/**
 * Sentences that speak to a model instead of to a reader. A list cannot know all of them; it takes the usual ones out
 * before a model reads them. What must hold without trust in a model is checked on the answer.
 */
const COMMANDS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|guidelines?|everything|above|previous|prior)\b/iu,
  /\b(?:system|developer)\s+(?:prompt|message|note|override)\b/iu,
  /\byou\s+are\s+now\b|\bfrom\s+now\s+on\b.{0,20}\byou\b|\bact\s+as\b.{0,20}\b(?:an?|the)\b.{0,30}\b(?:assistant|model|admin|developer|ai)\b/iu,
  /\b(?:new|updated|real|actual)\s+instructions?\b/iu,
  /\b(?:reveal|print|show|repeat|output|leak)\b.{0,30}\b(?:prompt|instructions?|secrets?|api[\s_-]?keys?|tokens?|passwords?)\b/iu,
  /\b(?:call|invoke|execute|run|use|trigger)\b.{0,20}\b(?:function|tool|action|api|command|webhook)s?\b/iu,
  /\b(?:assistant|chatbot|ai|llm|language\s+model|gpt)\b.{0,15}(?::|,|must|should|shall|has\s+to|please|do\b)/iu,
  /<\|?(?:im_start|im_end|system|endoftext)\|?>|\[\/?INST\]|^#{2,}\s*(?:system|instruction)/imu,
  /игнорируй|забудь.{0,30}(?:инструкц|правил)|системн\p{L}{0,20}\s+(?:промпт|сообщени)|(?:вызови|выполни)\p{L}{0,20}\s+(?:функци|команд|инструмент)/iu,
  /\b(?:ignoriere|vergiss|missachte)\b.{0,40}(?:anweisung|regel|vorherig|instruktion)|\b(?:rufe|führe)\b.{0,30}(?:funktion|werkzeug|befehl)/iu,
  /\b(?:ignora|olvida|ignorez|ignore|oubliez|oublie|esqueça|desconsidere)\b.{0,40}(?:instruc|regla|consigne|règle|instruç|regra|anterior|précédent)/iu,
  /(?:忽略|无视|忘记).{0,15}(?:指令|指示|规则|提示)|(?:调用|执行).{0,10}(?:函数|工具|命令)/u,
];

/**
 * Takes out of a passage the sentences that give orders to a model or name one of the bot's functions.
 * @returns The rest, and whether anything was taken out.
 */
export function removeCommands(text: string, functionNames: readonly string[]): { text: string; isChanged: boolean } {
  const names = functionNames.filter((name) => name.length > 3).map((name) => name.toLowerCase());
  const parts = text.split(/(?<=[.!?。！？])\s+|\n+/u);
  const kept = parts.filter((part) => {
    const folded = part.normalize("NFKC");
    const lower = folded.toLowerCase();
    return !names.some((name) => lower.includes(name)) && !COMMANDS.some((command) => command.test(folded));
  });
  if (kept.length === parts.length) return { text, isChanged: false };
  return { text: kept.join("\n").trim(), isChanged: true };
}
