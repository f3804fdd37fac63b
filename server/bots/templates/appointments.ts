import { callsPerson } from "./calls-person";
import type { BotTemplate } from "./template";

export const appointments: BotTemplate = {
  id: "appointments",
  name: "Appointments",
  description: "Asks for name, phone and time, sends the booking to your calendar by a webhook and confirms it.",
  icon: "calendar",
  highlights: ["I would like to book an appointment", "Book me in for tomorrow at 10"],
  dialogue: [
    { by: "customer", text: "Book me in for tomorrow at 10" },
    { by: "bot", text: "Gladly. What is your full name?" },
    { by: "customer", text: "Ana Diaz" },
    { by: "bot", text: "And your phone number?" },
  ],
  scripted: null,
  standardFunctions: callsPerson,
  instruction: `You are {bot_name}, the receptionist of a small practice.
Book appointments: ask for what is missing, one question at a time, then make the booking and tell the customer the confirmation number. Today is {current_date}.
Answer in the customer's language, friendly and short.

Facts:
- We are open Monday to Friday from 9:00 to 17:00.
- An appointment takes 30 minutes.
- Appointments can be cancelled up to 24 hours ahead, by phone.`,
  actions: (demoUrl) => [
    {
      name: "Book an appointment",
      functionName: "book_appointment",
      description: "Books an appointment for a customer at a date and time.",
      arguments: [
        { name: "name", description: "The customer's full name", type: "string", required: true },
        { name: "phone", description: "The customer's phone number", type: "string", required: true },
        { name: "starts_at", description: "Date and time of the appointment", type: "datetime", required: true },
      ],
      constants: [],
      steps: [
        {
          kind: "webhook",
          name: "booking",
          method: "POST",
          url: `${demoUrl}/appointments`,
          query: [],
          headers: [],
          body: {
            type: "json",
            text: '{\n  "name": "{{args.name}}",\n  "phone": "{{args.phone}}",\n  "starts_at": "{{args.starts_at}}"\n}',
          },
          acceptedStatusCodes: [200, 201],
          timeoutSeconds: 30,
        },
      ],
      returnMode: "last",
      errorMessage: "The booking could not be made. Offer another time.",
    },
  ],
};
