"""What leaves a dossier: chosen and arranged as plain data, then set as a PDF or packed with proofs."""
