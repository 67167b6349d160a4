// Package report reads reports of Intune as rows, in constant memory:
//
//	job := &intunebeta.DeviceManagementExportJob{ReportName: odata.Set("DevicesByOS")}
//	create := client.DeviceManagement().Reports().ExportJobs().Create(job)
//	for row, err := range report.Export(ctx, client.Client, create) {
//		…
//	}
//
// [Export] runs an export job: it creates the job, waits for it, downloads the file and reads the
// CSV or JSON in it. [Rows] reads the reports that an action answers with, page by page.
package report
