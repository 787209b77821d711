"""Turn what a plan holds into document trees; they know no format."""
