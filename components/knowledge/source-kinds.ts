import { Braces, FileText, Globe, type LucideIcon, MessageCircleQuestion, Network, Table2, Type } from "lucide-react";
import type { SourceKind } from "@/server/schemas/knowledge/source-settings";

interface KindView {
  label: string;
  icon: LucideIcon;
}

/** How each kind of source is named and shown. */
export const sourceKindViews: Record<SourceKind, KindView> = {
  file: { label: "File", icon: FileText },
  text: { label: "Text", icon: Type },
  page: { label: "Page", icon: Globe },
  site: { label: "Site", icon: Network },
  table: { label: "Table", icon: Table2 },
  api: { label: "API", icon: Braces },
  question: { label: "Direct question", icon: MessageCircleQuestion },
};
