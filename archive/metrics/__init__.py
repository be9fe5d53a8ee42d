"""Figures for Prometheus: counted by each worker in shared memory, told on an own address."""
