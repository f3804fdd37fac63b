import { Maximize, Minus, Plus, WandSparkles } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";

interface MapToolsProps {
  canEdit: boolean;
  onZoomIn: () => void;
  onZoomOut: () => void;
  onFit: () => void;
  onArrange: () => void;
}

/** The buttons on the map. */
export function MapTools({ canEdit, onZoomIn, onZoomOut, onFit, onArrange }: MapToolsProps) {
  return (
    <div role="toolbar" aria-label="Map" className="flex rounded-lg border bg-card p-0.5 shadow-lifted">
      <IconButton label="Zoom in (+)" size="sm" onClick={onZoomIn}>
        <Plus />
      </IconButton>
      <IconButton label="Zoom out (-)" size="sm" onClick={onZoomOut}>
        <Minus />
      </IconButton>
      <IconButton label="Show all (0)" size="sm" onClick={onFit}>
        <Maximize />
      </IconButton>
      {canEdit && (
        <IconButton label="Arrange all" size="sm" onClick={onArrange}>
          <WandSparkles />
        </IconButton>
      )}
    </div>
  );
}
