import { Handle, type NodeProps, Position } from "@xyflow/react";
import {
  CircleAlert,
  Clock,
  CornerDownRight,
  Link2,
  Menu as MenuIcon,
  MessageSquare,
  MousePointerClick,
  Repeat,
  Webhook,
  type LucideIcon,
} from "lucide-react";
import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { PathMark } from "../path/path-marks";
import { HIDDEN_OUTLETS, type InteractionNode, type Outlet } from "./map-graph";
import { HEADER, OUTLET, outletY, TEXT } from "./node-size";
import { CountBadge } from "../counters/count-badge";
import { ProblemBadge } from "../problems/problem-badge";
import type { InteractionFlowNode, NodeCounts } from "./to-flow";

/** An interaction on the map. Its heights are those of node-size.ts. */
export const InteractionNodeView = memo(
  function InteractionNodeView({ data, selected }: NodeProps<InteractionFlowNode>) {
    const { node, path, rows, counts } = data;
    return (
      <div
        className={cn(
          "relative h-full rounded-lg border border-border-strong bg-card shadow-raised",
          path === "before" && "border-info",
          path === "now" && "border-info ring-2 ring-info",
          selected && "border-ring ring-2 ring-ring",
        )}
      >
        <Handle type="target" position={Position.Left} isConnectable={false} className="opacity-0" />
        <FarName node={node} />
        <div className="in-data-[far=true]:invisible">
          <Header node={node} counts={counts} />
          {node.text !== "" && (
            <p
              dir="auto"
              className="line-clamp-2 px-3 pt-1.5 text-13 leading-5 break-words text-muted-foreground"
              style={{ height: TEXT, WebkitLineClamp: 2 }}
            >
              {node.text}
            </p>
          )}
          {node.outlets.map((outlet) => (
            <OutletLine key={outlet.id} outlet={outlet} mark={rows[outlet.id]} count={countOf(outlet, counts)} />
          ))}
          {node.hidden > 0 && (
            <p className="flex items-center px-3 text-12 text-muted-foreground" style={{ height: OUTLET }}>
              {node.hidden} more
            </p>
          )}
        </div>
        <Outlets node={node} />
      </div>
    );
  },
  (before, after) => before.data.key === after.data.key && before.selected === after.selected,
);

function countOf({ kind, id }: Outlet, counts: NodeCounts | undefined): number | undefined {
  return kind === "row" && counts ? (counts.rows.get(id.replace(/^row:/, "")) ?? 0) : undefined;
}

/** Instead of everything else when the map is far away, so that the name can be read. */
function FarName({ node }: { node: InteractionNode }) {
  return (
    <div className="absolute inset-0 hidden place-items-center overflow-hidden rounded-lg in-data-[far=true]:grid">
      <p
        dir="auto"
        className={cn(
          "line-clamp-2 w-1/2 scale-180 text-center text-22 font-semibold break-words",
          node.errors > 0 && "text-destructive-soft-foreground",
        )}
      >
        {node.name}
      </p>
    </div>
  );
}

function Header({ node, counts }: { node: InteractionNode; counts: NodeCounts | undefined }) {
  const { role, name, hasWebhook, errors, warnings, outlets } = node;
  const Icon = outlets.some(({ kind }) => kind === "row") ? MenuIcon : MessageSquare;
  return (
    <div
      className={cn(
        "flex items-center gap-2 rounded-t-lg border-b px-3",
        role === "regular" ? "bg-muted" : "bg-secondary",
        node.text === "" && outlets.length === 0 && "rounded-b-lg border-b-0",
      )}
      style={{ height: HEADER }}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span dir="auto" className="min-w-0 flex-1 truncate text-14 font-semibold">
        {name}
      </span>
      {role !== "regular" && name.toLowerCase() !== role && (
        <Badge>{role === "welcome" ? "Welcome" : "Fallback"}</Badge>
      )}
      <CountBadge counts={counts} />
      {hasWebhook && <Webhook aria-hidden className="size-4 shrink-0 text-muted-foreground" />}
      <ProblemBadge errors={errors} warnings={warnings} />
    </div>
  );
}

const icons: Record<Outlet["kind"], LucideIcon | null> = {
  row: null,
  option: MousePointerClick,
  go_to: CornerDownRight,
  redirect: CornerDownRight,
  after_tries: Repeat,
  silence: Clock,
};

interface OutletLineProps {
  outlet: Outlet;
  mark: PathMark | undefined;
  count: number | undefined;
}

function OutletLine({ outlet, mark, count }: OutletLineProps) {
  const Icon = icons[outlet.kind];
  return (
    <div
      className={cn(
        "flex items-center gap-2 px-3 text-13",
        mark === "now" && "bg-info-soft font-medium text-info-soft-foreground",
        mark === "before" && "text-info-soft-foreground",
      )}
      style={{ height: OUTLET }}
    >
      {outlet.keyword !== "" && (
        <span className="shrink-0 text-12 text-muted-foreground tabular-nums">{outlet.keyword}</span>
      )}
      {Icon && <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />}
      <span dir="auto" className={cn("min-w-0 flex-1 truncate", outlet.kind !== "row" && "text-muted-foreground")}>
        {outlet.label || "Without a text"}
      </span>
      {count !== undefined && <span className="text-12 text-muted-foreground tabular-nums">{count}</span>}
      {outlet.hasWebhook && <Link2 aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />}
      {outlet.isBroken && <CircleAlert aria-hidden className="size-3.5 shrink-0 text-destructive" />}
    </div>
  );
}

/** Where edges start. */
function Outlets({ node }: { node: InteractionNode }) {
  const ids = [...node.outlets.map(({ id }) => id), ...(node.hidden > 0 ? [HIDDEN_OUTLETS] : [])];
  return ids.map((id, i) => (
    <Handle
      key={id}
      id={id}
      type="source"
      position={Position.Right}
      isConnectable={false}
      className="size-1.5! min-h-0! min-w-0! border-0! bg-input!"
      style={{ top: outletY(node, i) }}
    />
  ));
}
