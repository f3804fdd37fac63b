import type { Interaction } from "@/server/schemas/scenario/interaction";
import { makeFallback, makeInteraction, row, says, scriptedTemplate, to } from "./scripted-template";

export const faqMenu = scriptedTemplate({
  id: "faq-menu",
  name: "FAQ menu",
  description: "A menu of topics with your answers. Customers choose, or ask in their own words.",
  icon: "circle-question-mark",
  dialogue: [
    { by: "customer", text: "Hello" },
    {
      by: "bot",
      text: "Hello! What is it about?\n1. Delivery\n2. Payment\n3. Returns\n4. Opening hours\n5. Talk to a person",
    },
    { by: "customer", text: "can i pay by card" },
    { by: "bot", text: "You can pay by card, by bank transfer or on delivery." },
    { by: "customer", text: "menu" },
  ],
  makeParts() {
    const time = topic("Delivery time", "We deliver within two to four working days.", [
      "How long does delivery take?",
      "When will my parcel arrive?",
    ]);
    const cost = topic("Delivery cost", "Delivery is free from 50 euros. Below that it costs 4.90 euros.", [
      "How much is delivery?",
      "Is shipping free?",
    ]);
    const delivery = makeInteraction({
      name: "Delivery",
      folder: "Topics",
      phrases: ["I have a question about delivery"],
      responses: [says("What about delivery? Write “back” to return to all topics.")],
      menu: { rows: [row("How long it takes", to(time.id)), row("What it costs", to(cost.id))] },
    });
    const payment = topic("Payment", "You can pay by card, by bank transfer or on delivery.", [
      "How can I pay?",
      "Can I pay by card?",
      "Which payment methods are there?",
    ]);
    const returns = topic("Returns", "You can return everything within 30 days. The label is in the parcel.", [
      "How do I send something back?",
      "I want my money back",
      "Can I exchange it?",
    ]);
    const hours = topic("Opening hours", "We are open Monday to Saturday, 9:00 to 19:00.", [
      "When are you open?",
      "What are your opening hours?",
      "Are you open on Sunday?",
    ]);
    const topics = [delivery, payment, returns, hours];
    const welcome = makeInteraction({
      role: "welcome",
      name: "Welcome",
      responses: [says("Hello! What is it about?")],
      menu: {
        rows: [...topics.map(({ id, name }) => row(name, to(id))), row("Talk to a person", { type: "person" })],
      },
    });
    const fallback = makeFallback(
      "Sorry, I have no answer to that. Write “menu” to see all topics, and choose “Talk to a person” for a colleague.",
    );
    return { interactions: [welcome, delivery, time, cost, payment, returns, hours, fallback] };
  },
});

/** An answer that customers choose in a menu or ask for in their own words. */
function topic(name: string, answer: string, phrases: string[]): Interaction {
  return makeInteraction({
    name,
    folder: "Topics",
    phrases,
    responses: [says(answer), says("Write “menu” for all topics.")],
  });
}
