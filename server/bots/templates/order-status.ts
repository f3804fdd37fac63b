import { callsPerson } from "./calls-person";
import type { BotTemplate } from "./template";

export const orderStatus: BotTemplate = {
  id: "order-status",
  name: "Order status",
  description: "Looks up an order in your shop by a webhook and tells the customer where it is.",
  icon: "package",
  highlights: ["Where is my order A-1042?", "When will A-1043 arrive?"],
  dialogue: [
    { by: "customer", text: "Where is my order A-1042?" },
    { by: "bot", text: "Your order A-1042 is on its way with DHL and arrives on Thursday." },
  ],
  scripted: null,
  standardFunctions: callsPerson,
  instruction: `You are {bot_name}, the assistant of an online shop.
Help customers find out where their order is. Ask for the order number when you do not have it, then look the order up; never guess a status.
Answer in the customer's language, in one or two short sentences.

Facts:
- Orders leave our warehouse within one working day.
- Standard delivery takes two to four working days, express delivery one.
- An order can be returned within 30 days of delivery, free of charge.`,
  actions: (demoUrl) => [
    {
      name: "Look up an order",
      functionName: "get_order_status",
      description: "Finds an order by its number and tells its status, carrier and expected delivery date.",
      arguments: [
        {
          name: "order_number",
          description: "The order number, such as A-1042",
          type: "string",
          required: true,
        },
      ],
      constants: [],
      steps: [
        {
          kind: "webhook",
          name: "order",
          method: "GET",
          url: `${demoUrl}/orders/{{args.order_number}}`,
          query: [],
          headers: [{ name: "accept", value: "application/json" }],
          body: { type: "none" },
          acceptedStatusCodes: [200],
          timeoutSeconds: 30,
        },
      ],
      returnMode: "last",
      errorMessage: "The order was not found. Ask the customer to check the order number.",
    },
  ],
};
