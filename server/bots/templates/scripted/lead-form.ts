import { newId } from "@/server/ids";
import type { TableColumn } from "@/server/schemas/table-column";
import {
  asks,
  calls,
  makeAction,
  makeFallback,
  makeInteraction,
  row,
  says,
  scriptedTemplate,
  to,
} from "./scripted-template";

const COLUMNS: TableColumn[] = [
  { key: "name", name: "Name", type: "text" },
  { key: "email", name: "E-mail", type: "text" },
  { key: "phone", name: "Phone", type: "text" },
  { key: "interest", name: "Interest", type: "text" },
  { key: "call_on", name: "Call on", type: "date" },
];

export const leadForm = scriptedTemplate({
  id: "lead-form",
  name: "Lead form",
  description: "Asks for name, e-mail, phone, interest and date, checks each answer, and stores a row in a table.",
  icon: "clipboard-list",
  dialogue: [
    { by: "customer", text: "I would like an offer" },
    { by: "bot", text: "What is your name?" },
    { by: "customer", text: "Ana Diaz" },
    { by: "bot", text: "What is your e-mail address?" },
    { by: "customer", text: "ana.example.com" },
    { by: "bot", text: "Please write an e-mail address such as ana@example.com." },
  ],
  makeParts() {
    const tableId = newId("dataTable");
    const values = COLUMNS.map(({ key }) => ({ column: key, value: `{{args.${key}}}` }));
    const action = makeAction(
      {
        name: "Store the lead",
        functionName: "store_lead",
        description: "Stores the contact data of a customer who wants an offer, and notifies the team.",
        steps: [{ kind: "table", name: "lead", tableId, operation: { type: "add", values } }],
        notifyOnCall: true,
      },
      {
        name: "The customer's name",
        email: "The customer's e-mail address",
        phone: "The customer's phone number",
        interest: "What the customer is interested in",
        call_on: "The date on which to call, such as 2026-03-31",
      },
    );
    const person = makeInteraction({
      name: "Could not read an answer",
      responses: [
        says("I could not read that, so a colleague will take over."),
        { kind: "person", id: newId("scenarioPart"), reason: "The lead form got an answer that it could not read." },
      ],
    });
    const goodbye = makeInteraction({ name: "Goodbye", responses: [says("Thank you and goodbye, {{lead_name}}!")] });
    const stored = makeInteraction({
      name: "Stored",
      responses: [
        calls(
          action.id,
          {
            name: "{{lead_name}}",
            email: "{{lead_email}}",
            phone: "{{lead_phone}}",
            interest: "{{lead_interest}}",
            call_on: "{{lead_date}}",
          },
          false,
        ),
        says("Thank you, {{lead_name}}! We will call you on {{lead_date}}. Is there anything else?"),
      ],
      menu: { rows: [row("Talk to a person now", { type: "person" }), row("That is all", to(goodbye.id))] },
    });
    const afterTries = to(person.id);
    const form = makeInteraction({
      name: "Form",
      phrases: ["I would like an offer", "How much does it cost?", "Please call me", "I want to buy"],
      attributes: [
        asks("lead_name", "text", "What is your name?", { min: 2, afterTries }),
        asks("lead_email", "email", "What is your e-mail address?", { afterTries }),
        asks("lead_phone", "phone", "What is your phone number?", { afterTries }),
        asks("lead_interest", "choice", "What are you interested in?", {
          choices: ["An offer", "A demonstration", "Something else"],
          afterTries,
        }),
        asks("lead_date", "date", "On which date may we call you? For example 31 March 2027.", { afterTries }),
      ],
      redirect: to(stored.id),
    });
    const welcome = makeInteraction({
      role: "welcome",
      name: "Welcome",
      responses: [says("Hello! What can we do for you?")],
      menu: { rows: [row("Get an offer", to(form.id)), row("Talk to a person", { type: "person" })] },
    });
    const fallback = makeFallback("Sorry, I did not understand that. Write “menu” to start again.");
    return {
      interactions: [welcome, form, stored, goodbye, person, fallback],
      actions: [action],
      tables: [{ id: tableId, name: "Leads", description: "Customers who want an offer.", columns: COLUMNS }],
    };
  },
});
