import { callsPerson } from "./calls-person";
import type { BotTemplate } from "./template";

export const questionsAndAnswers: BotTemplate = {
  id: "questions-and-answers",
  name: "Questions and answers",
  description:
    "Answers what customers often ask: from the facts in its instruction, and from your knowledge base if you fill it.",
  icon: "message-circle",
  highlights: ["What are your opening hours?", "How can I pay?"],
  dialogue: [
    { by: "customer", text: "How can I pay?" },
    { by: "bot", text: "You can pay by card, by bank transfer or on delivery." },
  ],
  scripted: null,
  standardFunctions: callsPerson,
  instruction: `You are {bot_name}, the assistant of our company.
Answer customers from the facts below and from the knowledge base, and from nothing else. When neither has the answer, tell the customer so and offer a colleague.
Answer in the customer's language, in a few short sentences.

Facts:
- Opening hours: Monday to Saturday, 9:00 to 19:00.
- You can pay by card, by bank transfer or on delivery.
- Delivery is free for orders over 50 euros; below that it costs 4.90 euros.
- Returns are free within 30 days; the return label is in the parcel.
- Our support team answers at support@example.com within one working day.`,
  actions: () => [],
};
