import type { Tool } from "./tool-parameters";

/** Lists what the bot can do, for greetings and for "I can't help with that". Empty if there is nothing to list. */
export function describeAbilities(tools: Tool[], hasPassages: boolean): string {
  const skills = tools.map((tool) => inFirstPerson(tool)).slice(0, 8);
  const answers = "answer common questions";
  const [only] = skills;
  if (only === undefined) return hasPassages ? `I can ${answers}.` : "";
  if (skills.length === 1) return hasPassages ? `I can ${only}, and ${answers}.` : `I can ${only}.`;
  return `I can:\n${[...skills, ...(hasPassages ? [answers] : [])].map((skill) => `- ${skill}`).join("\n")}`;
}

/** Turns "Books an appointment for a customer." into "book an appointment for you". */
function inFirstPerson({ name, description }: Tool): string {
  const sentence = /^.*?(?=\.(?:\s|$)|$)/su.exec(description.trim())?.[0] ?? "";
  const phrase = sentence === "" ? name.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replaceAll("_", " ") : sentence;
  return phrase
    .replace(/^\S+/u, (verb) => bareVerb(verb.charAt(0).toLowerCase() + verb.slice(1)))
    .replaceAll(
      /\band (\p{Ll}+s)(?= (?:the|a|an|its|it|their|them|your|you|his|her)\b)/gu,
      (_all, verb: string) => `and ${bareVerb(verb)}`,
    )
    .replaceAll(/\b(?:the|a) (?:customer|user|client|caller)['’]s\b/gi, "your")
    .replaceAll(/\b(?:the|a) (?:customer|user|client|caller)\b/gi, "you");
}

function bareVerb(verb: string): string {
  if (!/^\p{Ll}{3,}s$/u.test(verb) || verb.endsWith("ss")) return verb;
  if (verb.endsWith("ies")) return `${verb.slice(0, -3)}y`;
  return /(?:s|x|z|ch|sh|o)es$/.test(verb) && !/(?:[aeiou]ses|izes)$/.test(verb)
    ? verb.slice(0, -2)
    : verb.slice(0, -1);
}
