"""The yearly self-assessment: ratings with narrative and evidence, corrective actions, attestation."""
