import { newId } from "@/server/ids";
import { defaultPollTexts, type PollSettings } from "@/server/schemas/poll";
import { asks, calls, makeAction, makeFallback, makeInteraction, scriptedTemplate, to } from "./scripted-template";

const QUESTION = "How would you like to hear from us?";
const OPTIONS = ["By e-mail", "By phone", "In this chat", "Not at all"];

const SETTINGS: PollSettings = {
  name: "Poll",
  question: QUESTION,
  options: OPTIONS.map((text) => ({ id: null, text })),
  isChangeable: false,
  opensAt: null,
  closesAt: null,
  texts: defaultPollTexts,
};

export const poll = scriptedTemplate({
  id: "poll",
  name: "Poll",
  description: "Asks one question, counts each customer once and tells the result. You see the votes as they come in.",
  icon: "vote",
  dialogue: [
    { by: "customer", text: "Hello" },
    { by: "bot", text: `${QUESTION}\n${OPTIONS.map((text, i) => `${i + 1}. ${text}`).join("\n")}` },
    { by: "customer", text: "3" },
    { by: "bot", text: "Thank you! 42 % said “In this chat”." },
  ],
  makeParts() {
    const pollId = newId("poll");
    const action = makeAction(
      {
        name: "Count a vote",
        functionName: "cast_vote",
        description: "Counts a customer's vote in the poll, and tells the result.",
        steps: [{ kind: "cast_vote", name: "vote", pollId, option: "{{args.option}}" }],
      },
      { option: "The text or the number of the option that the customer chose" },
    );
    const count = makeInteraction({ name: "Count the vote", responses: [calls(action.id, { option: "{{answer}}" })] });
    const fallback = makeFallback("Thank you! Write “menu” to see the question again.");
    const more = { choices: OPTIONS, asksAgain: true, afterTries: to(fallback.id) };
    const welcome = makeInteraction({
      role: "welcome",
      name: "Question",
      attributes: [asks("answer", "choice", QUESTION, more)],
      redirect: to(count.id),
    });
    return {
      interactions: [welcome, count, fallback],
      actions: [action],
      polls: [{ id: pollId, settings: SETTINGS }],
    };
  },
});
