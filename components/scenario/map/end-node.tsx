import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Bot, CornerUpLeft, UserRound } from "lucide-react";
import { memo } from "react";
import type { EndFlowNode } from "./to-flow";

const icons = { person: UserRound, campaign: Bot, return: CornerUpLeft };

/** A place on the map where this scenario ends: a person, or another campaign. */
export const EndNodeView = memo(
  function EndNodeView({ data: { node } }: NodeProps<EndFlowNode>) {
    const Icon = icons[node.type];
    return (
      <div className="flex h-full items-center gap-2 rounded-full border border-border-strong bg-secondary px-3 text-13 font-medium text-secondary-foreground">
        <Handle type="target" position={Position.Left} isConnectable={false} className="opacity-0" />
        <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <span dir="auto" className="truncate">
          {node.name}
        </span>
      </div>
    );
  },
  (before, after) => before.data.key === after.data.key,
);
