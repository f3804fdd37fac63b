"use client";

import { useMemo, useState } from "react";
import { FaultContext } from "@/components/actions/fields/form-field";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { useScenario } from "../use-scenario";
import { AttributesSection } from "./attributes/attributes-section";
import type { InteractionForm } from "./form/use-interaction-form";
import { MenuSection } from "./menu/menu-section";
import { NameSection } from "./name-section";
import { PanelProvider } from "./panel-context";
import { PanelSection } from "./panel-section";
import { RedirectSection } from "./redirect-section";
import { ResponsesSection } from "./responses/responses-section";
import { SaysSection } from "./says-section";
import { SilenceSection } from "./silence/silence-section";
import {
  attributesSummary,
  menuSummary,
  redirectSummary,
  responsesSummary,
  saysSummary,
  silenceSummary,
} from "./summaries";
import { scenarioVariables } from "./variables";
import { WebhookSection } from "./webhook-section";

const titles = {
  name: "Name and folder",
  says: "What the customer says",
  responses: "Responses",
  attributes: "Ask for",
  menu: "Menu",
  redirect: "Redirect",
  webhook: "Webhook",
  silence: "When the customer is silent",
} as const;
type SectionId = keyof typeof titles;

/** Which sections were folded or unfolded; it stays so from one interaction to the next. */
const chosen = new Map<SectionId, boolean>();

interface InteractionFormProps {
  form: InteractionForm;
  /** Whether fields that were not touched show their faults, too. */
  showAll: boolean;
}

/** The fields of one interaction, in sections. */
export function InteractionFields({ form, showAll }: InteractionFormProps) {
  const { interactions, canEdit } = useScenario();
  const { draft, faults, change } = form;
  const variables = useMemo(() => scenarioVariables(interactions), [interactions]);
  const panel = useMemo(() => ({ draft, change, variables, readOnly: !canEdit }), [draft, change, variables, canEdit]);
  const shownFaults = useMemo(() => ({ faults, showAll }), [faults, showAll]);
  const [, setToggles] = useState(0);
  const isOpen = (id: SectionId) => chosen.get(id) ?? isOpenAtFirst(id, draft);
  const section = (id: SectionId) => ({
    title: titles[id],
    isOpen: isOpen(id),
    onToggle: () => {
      chosen.set(id, !isOpen(id));
      setToggles((count) => count + 1);
    },
  });

  return (
    <FaultContext value={shownFaults}>
      <PanelProvider value={panel}>
        <PanelSection {...section("name")} parts={["name", "folder"]} summary={draft.folder || draft.name}>
          <NameSection />
        </PanelSection>
        <PanelSection {...section("says")} parts={["phrases", "triggers", "keywords"]} summary={saysSummary(draft)}>
          <SaysSection />
        </PanelSection>
        <PanelSection {...section("responses")} parts={["responses"]} summary={responsesSummary(draft)}>
          <ResponsesSection />
        </PanelSection>
        <PanelSection {...section("attributes")} parts={["attributes"]} summary={attributesSummary(draft)}>
          <AttributesSection />
        </PanelSection>
        <PanelSection {...section("menu")} parts={["menu"]} summary={menuSummary(draft)}>
          <MenuSection />
        </PanelSection>
        <PanelSection {...section("redirect")} parts={["redirect"]} summary={redirectSummary(draft, interactions)}>
          <RedirectSection />
        </PanelSection>
        <PanelSection
          {...section("webhook")}
          parts={["fulfilmentId"]}
          summary={draft.fulfilmentId === null ? "None" : "Adds to the responses"}
        >
          <WebhookSection />
        </PanelSection>
        <PanelSection {...section("silence")} parts={["silence"]} summary={silenceSummary(draft)}>
          <SilenceSection />
        </PanelSection>
      </PanelProvider>
    </FaultContext>
  );
}

/** The sections that most interactions need, and those that have something in them. */
function isOpenAtFirst(id: SectionId, { role, menu, attributes }: Interaction): boolean {
  if (id === "name" || id === "responses") return true;
  if (id === "says") return role === "regular";
  if (id === "menu") return menu !== null || role === "welcome";
  return id === "attributes" && attributes.length > 0;
}
