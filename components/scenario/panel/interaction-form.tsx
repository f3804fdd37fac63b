"use client";

import { useMemo, type ComponentType } from "react";
import { FaultContext } from "@/components/actions/fields/form-field";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { useScenario } from "../use-scenario";
import { AttributesSection } from "./attributes/attributes-section";
import type { InteractionForm } from "./form/use-interaction-form";
import { MenuSection } from "./menu/menu-section";
import { NameSection } from "./name-section";
import { type SectionId, sectionIds, sections, setOpen, useOpenSections } from "./open-sections";
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

interface SectionContent {
  Fields: ComponentType;
  /** What the section contains, for its folded form. */
  summary: (draft: Interaction, all: readonly Interaction[]) => string;
}

const contents: Record<SectionId, SectionContent> = {
  name: { Fields: NameSection, summary: ({ folder, name }) => folder || name },
  says: { Fields: SaysSection, summary: saysSummary },
  responses: { Fields: ResponsesSection, summary: responsesSummary },
  attributes: { Fields: AttributesSection, summary: attributesSummary },
  menu: { Fields: MenuSection, summary: menuSummary },
  redirect: { Fields: RedirectSection, summary: redirectSummary },
  webhook: {
    Fields: WebhookSection,
    summary: ({ fulfilmentId }) => (fulfilmentId === null ? "None" : "Adds to the responses"),
  },
  silence: { Fields: SilenceSection, summary: silenceSummary },
};

interface InteractionFieldsProps {
  form: InteractionForm;
  /** Whether fields that were not touched show their faults, too. */
  showAll: boolean;
}

/** The fields of one interaction, in sections. */
export function InteractionFields({ form: { draft, faults, change }, showAll }: InteractionFieldsProps) {
  const { interactions, canEdit } = useScenario();
  const isOpen = useOpenSections(draft);
  const variables = useMemo(() => scenarioVariables(interactions), [interactions]);
  const panel = useMemo(() => ({ draft, change, variables, readOnly: !canEdit }), [draft, change, variables, canEdit]);
  const shownFaults = useMemo(() => ({ faults, showAll }), [faults, showAll]);
  return (
    <FaultContext value={shownFaults}>
      <PanelProvider value={panel}>
        {sectionIds.map((id) => {
          const { Fields, summary } = contents[id];
          return (
            <PanelSection
              key={id}
              {...sections[id]}
              summary={summary(draft, interactions)}
              isOpen={isOpen(id)}
              onToggle={() => setOpen(id, !isOpen(id))}
            >
              <Fields />
            </PanelSection>
          );
        })}
      </PanelProvider>
    </FaultContext>
  );
}
